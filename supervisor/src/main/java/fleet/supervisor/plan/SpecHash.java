package fleet.supervisor.plan;

import fleet.contract.codec.Records;
import fleet.contract.device.ServiceTarget;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Equal for equal specs and equal versions of variables: a digest of both, shortened; it stands in
 * a label. Without variables it is the spec's alone, so that no older container is replaced.
 */
public record SpecHash(String value) {
  private static final int LENGTH = 16;

  /** The hash of what the service is to run as. */
  public static SpecHash of(ServiceTarget service) {
    var text = Records.write(service.spec());
    if (!service.variables().isEmpty()) {
      text += new TreeMap<>(service.variables());
    }
    var digest = Digest.of(text.getBytes(StandardCharsets.UTF_8));
    return new SpecHash(digest.hex().substring(0, LENGTH));
  }
}
