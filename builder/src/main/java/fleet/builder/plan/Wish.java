package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a push says of how images are made, rather than its project.
 *
 * @param dockerfile of a project without a compose file, relative to its root
 * @param images which were built elsewhere, of services that are then not built
 * @param archives the same out of files of the project, by their paths
 * @param copies whether every service takes one, its own where none is given
 */
public record Wish(
    Optional<String> dockerfile,
    Map<ServiceName, ImageName> images,
    Map<ServiceName, String> archives,
    boolean copies) {
  /** Nothing. */
  public static final Wish NONE = new Wish(Optional.empty(), Map.of(), Map.of(), false);

  public Wish {
    images = Map.copyOf(images);
    archives = Map.copyOf(archives);
  }

  /** Where the images are of services that are given some. */
  public Map<ServiceName, Origin> origins() {
    var origins = new TreeMap<ServiceName, Origin>();
    images.forEach((service, name) -> origins.put(service, new Origin.Registry(name)));
    archives.forEach((service, path) -> origins.put(service, new Origin.Archive(path)));
    return origins;
  }
}
