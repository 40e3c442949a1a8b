package fleet.builder.plan;

import fleet.builder.plan.BuildSettings.Surroundings;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of {@code build} that say how, not of what. */
final class SettingsReader {
  static final List<String> KEYS =
      List.of(
          "args",
          "target",
          "labels",
          "cache_from",
          "secrets",
          "network",
          "shm_size",
          "extra_hosts",
          "platforms");

  private static final String REGISTRY = "type=registry,ref=";

  private final Variables variables;
  private final BuildSecrets secrets;

  SettingsReader(Variables variables, BuildSecrets secrets) {
    this.variables = variables;
    this.secrets = secrets;
  }

  BuildSettings read(Value build) {
    var fields = build.fields();
    return new BuildSettings(
        pairs(fields.get("args")),
        Optional.ofNullable(fields.get("target")).map(Value::text),
        pairs(fields.get("labels")),
        Optional.ofNullable(fields.get("cache_from"))
            .map(SettingsReader::cacheFrom)
            .orElse(List.of()),
        new Surroundings(
            Optional.ofNullable(fields.get("network")).map(SettingsReader::offline).orElse(false),
            shmBytes(fields),
            LookupReader.hosts(fields)),
        Optional.ofNullable(fields.get("secrets")).map(secrets::read).orElse(Map.of()));
  }

  /** For which platforms a build says that it is made; nothing where it does not say. */
  static Stream<Platform> platforms(Value service) {
    return platformsValue(service).stream()
        .flatMap(list -> list.items().stream())
        .map(item -> item.parse((_, text) -> Platform.parse(text)));
  }

  /** Refuses platforms of a release that a build leaves out. */
  static void requireAll(Value service, List<Platform> wanted) {
    var listed = platformsValue(service);
    var known = platforms(service).toList();
    listed.ifPresent(value ->
        wanted.stream()
            .filter(platform -> !known.contains(platform))
            .findFirst()
            .ifPresent(missing -> {
              throw value
                  .where()
                  .refuse(
                      "leaves out %s, for which this release is built".formatted(missing),
                      "a release has every service for every platform");
            }));
  }

  private static Optional<Value> platformsValue(Value service) {
    return Optional.ofNullable(service.fields().get("build"))
        .filter(Value.Fields.class::isInstance)
        .flatMap(build -> Optional.ofNullable(build.fields().get("platforms")));
  }

  private Map<String, String> pairs(@Nullable Value value) {
    return value == null ? Map.of() : Pairs.read(value, variables);
  }

  private static List<String> cacheFrom(Value list) {
    return list.items().stream().map(SettingsReader::image).toList();
  }

  private static String image(Value item) {
    var text = item.text();
    var image = text.startsWith(REGISTRY) ? text.substring(REGISTRY.length()) : text;
    if (image.isBlank() || image.chars().anyMatch(it -> it == ',' || it == ' ' || it == '=')) {
      throw item.where()
          .refuse(
              "'%s' is not an image".formatted(text), "such as registry.example.com/app:latest");
    }
    return image;
  }

  private static boolean offline(Value network) {
    return switch (network.text()) {
      case "default" -> false;
      case "none" -> true;
      default ->
          throw network
              .where()
              .refuse(
                  "'%s' is not supported".formatted(network.text()),
                  "default or none: a build does not reach into the network of its host");
    };
  }

  private static OptionalLong shmBytes(Map<String, Value> fields) {
    var size = fields.get("shm_size");
    return size == null ? OptionalLong.empty() : OptionalLong.of(Sizes.read(size));
  }
}
