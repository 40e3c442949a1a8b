package fleet.supervisor.plan;

import fleet.contract.codec.Records;
import fleet.contract.release.Digest;
import fleet.contract.release.ServiceSpec;

/** Equal for equal specs: the normalised spec's digest, shortened; it stands in a label. */
public record SpecHash(String value) {
  private static final int LENGTH = 16;

  /** The hash of this spec. */
  public static SpecHash of(ServiceSpec spec) {
    return new SpecHash(Digest.of(Records.writeBytes(spec)).hex().substring(0, LENGTH));
  }
}
