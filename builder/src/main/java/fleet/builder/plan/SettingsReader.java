package fleet.builder.plan;

import fleet.builder.plan.BuildSettings.Network;
import fleet.builder.plan.BuildSettings.Surroundings;
import fleet.contract.release.HostGrant;
import fleet.contract.release.HostGrant.Kind;
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
          "entitlements",
          "shm_size",
          "extra_hosts",
          "platforms");

  private static final String REGISTRY = "type=registry,ref=";

  private static final HostGrant HOST = HostGrant.of(Kind.BUILD_NETWORK);
  private static final String NETWORK_HOST = "network.host";
  private static final String INSECURE = "security.insecure";

  private final Variables variables;
  private final BuildSecrets secrets;
  private final Allowance allowance;

  SettingsReader(Variables variables, BuildSecrets secrets, Allowance allowance) {
    this.variables = variables;
    this.secrets = secrets;
    this.allowance = allowance;
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
        new Surroundings(network(fields), shmBytes(fields), LookupReader.hosts(fields)),
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

  /** An engine takes one network for all steps of a build, so an entitlement is all of it. */
  private Network network(Map<String, Value> fields) {
    var entitled =
        Values.present(fields, "entitlements").stream()
            .flatMap(list -> list.items().stream())
            .map(this::entitlement)
            .reduce((_, last) -> last);
    return Values.present(fields, "network")
        .map(this::network)
        .or(() -> entitled)
        .orElse(Network.USUAL);
  }

  private Network network(Value network) {
    return switch (network.text()) {
      case "default" -> Network.USUAL;
      case "none" -> Network.NONE;
      case "host" -> allowance.allowed(network, HOST, Network.HOST);
      default ->
          throw network
              .where()
              .refuse("'%s' is not supported".formatted(network.text()), "default, none or host");
    };
  }

  private Network entitlement(Value value) {
    return switch (value.text()) {
      case NETWORK_HOST -> allowance.allowed(value, HOST, Network.HOST);
      case INSECURE ->
          throw value
              .where()
              .refuse(
                  "an engine's API gives it to no build",
                  "what needs it can be done when the service runs: privileged: true");
      default ->
          throw value.where().refuse("'%s' is not supported".formatted(value.text()), NETWORK_HOST);
    };
  }

  private static OptionalLong shmBytes(Map<String, Value> fields) {
    var size = fields.get("shm_size");
    return size == null ? OptionalLong.empty() : OptionalLong.of(Sizes.read(size));
  }
}
