package fleet.contract.node;

import fleet.contract.release.Platform;
import java.util.List;
import java.util.stream.Stream;

/**
 * Devices of one type that run images of one platform.
 *
 * @param type the type's slug
 * @param aliases other slugs of the type
 */
public record DeviceKind(String type, Platform platform, List<String> aliases) {
  public DeviceKind {
    aliases = List.copyOf(aliases);
  }

  /** Its slug, then its aliases. */
  public Stream<String> slugs() {
    return Stream.concat(Stream.of(type), aliases.stream());
  }
}
