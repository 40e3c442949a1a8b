package fleet.api.type;

import fleet.contract.devicetype.DeviceType;
import fleet.contract.release.Platform;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All kinds of devices that are known. Pure. */
public record Catalogue(List<DeviceType> types) {
  public Catalogue {
    types = List.copyOf(types);
  }

  /** By slug or alias. */
  public Optional<DeviceType> find(String text) {
    return types.stream()
        .filter(type -> type.slug().equals(text) || type.aliases().contains(text))
        .findFirst();
  }

  /** By slug or alias, or the general ones of a platform. */
  Stream<DeviceType> named(String text) {
    return text.indexOf('/') < 0
        ? find(text).stream()
        : types.stream()
            .filter(type -> type.slug().startsWith("generic"))
            .filter(type -> type.platform().toString().equals(text));
  }

  /** What a machine is that says this of itself: the type that names the most of it. */
  Optional<DeviceType> ofModel(String model, Platform platform) {
    return types.stream()
        .filter(type -> type.platform().equals(platform) && named(type, model) > 0)
        .max(Comparator.comparingInt(type -> named(type, model)));
  }

  private static int named(DeviceType type, String model) {
    return type.models().stream()
        .filter(model::startsWith)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }
}
