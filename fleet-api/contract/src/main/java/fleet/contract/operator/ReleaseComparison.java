package fleet.contract.operator;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import fleet.contract.trust.ReleaseStatement;
import java.util.List;
import java.util.Optional;

/**
 * What is different in another release.
 *
 * @param services of either, by name
 * @param composition how the services are run differently, one readable line each; of a new one,
 *     what it says beyond its image
 */
public record ReleaseComparison(
    ReleaseSummary from, ReleaseSummary to, List<Service> services, List<String> composition) {
  public ReleaseComparison {
    services = List.copyOf(services);
    composition = List.copyOf(composition);
  }

  /** Compares what two releases are for ever. */
  public static ReleaseComparison between(ReleaseStatement from, ReleaseStatement to) {
    return Comparison.of(from, to);
  }

  /** What became of a service. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED,
    SAME
  }

  /**
   * One service.
   *
   * @param images of either release, by variant
   */
  public record Service(ServiceName name, Change change, List<Image> images) {
    public Service {
      images = List.copyOf(images);
    }
  }

  /**
   * The service's image for one kind of device.
   *
   * @param from its digest in the one release, where it has one
   * @param to its digest in the other release
   * @param fromSize bytes that a device without any of it would fetch
   * @param toSize the same for the other release
   * @param fetch bytes that a device fetches that has the one release whole
   */
  public record Image(
      String variant,
      Optional<Digest> from,
      Optional<Digest> to,
      long fromSize,
      long toSize,
      long fetch) {}
}
