package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import java.util.Map;
import java.util.Optional;

/**
 * What a push says of how images are made, rather than its project.
 *
 * @param dockerfile of a project without a compose file, relative to its root
 * @param images which were built elsewhere, of services that are then not built
 * @param copies whether every service takes one, its own where none is given
 */
public record Wish(
    Optional<String> dockerfile, Map<ServiceName, ImageName> images, boolean copies) {
  /** Nothing. */
  public static final Wish NONE = new Wish(Optional.empty(), Map.of(), false);

  public Wish {
    images = Map.copyOf(images);
  }
}
