package fleet.supervisor.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import fleet.contract.release.ServiceSpec;

/** Equal for equal specs: the normalised spec's digest, shortened; it stands in a label. */
public record SpecHash(String value) {
  private static final int LENGTH = 16;
  private static final ObjectWriter SORTED =
      Json.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** The hash of this spec. */
  public static SpecHash of(ServiceSpec spec) {
    try {
      return new SpecHash(Digest.of(SORTED.writeValueAsBytes(spec)).hex().substring(0, LENGTH));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("could not write a service's spec", e);
    }
  }
}
