package fleet.api.http;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.EngineName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.release.Digest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the parts of paths mean, the same in every route. */
final class PathParts {
  private static final Pattern PART = Pattern.compile("\\{([^}]+)}");

  /** How long the versions of people's projects may be. */
  private static final int LONGEST_VERSION = 200;

  static final Parameter<UUID> API_KEY = part("apiKey", Kind.uuid(), "The id of an API key.");
  static final Parameter<BuildId> BUILD =
      part("build", Kind.of(BuildId.class, BuildId::parse), "The id of a build.");
  static final Parameter<String> BUILD_SECRET =
      part(
          "buildSecret",
          Kind.matching(
              "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$",
              "expected letters, digits, '_', '.' and '-', at most 64"),
          "The name of a secret of builds, the id that a Dockerfile mounts.");
  static final Parameter<String> DEVICE =
      part(
          "device",
          Kind.idOrMatching(
              "[a-z0-9](?:[a-z0-9]|[-_.](?=[a-z0-9])){0,62}",
              "expected the id of a device, or its name"),
          "The id of a device, or a name that only one device has.");
  static final Parameter<Digest> DIGEST =
      part(
          "digest",
          Kind.of(Digest.class, Digest::parse),
          "The digest of a part of an image, sha256:...");
  static final Parameter<EngineName> ENGINE =
      part("engine", Kind.of(EngineName.class, EngineName::parse), "The name of an engine.");
  static final Parameter<String> FINGERPRINT =
      part(
          "fingerprint",
          Kind.matching("^SHA256:[A-Za-z0-9+/]{43}$", "expected SHA256:... as OpenSSH prints it"),
          "The fingerprint of an SSH key, SHA256:...");
  static final Parameter<FleetName> FLEET =
      part("fleet", Kind.of(FleetName.class, FleetName::parse), "The name of a fleet.");
  static final Parameter<GroupName> GROUP =
      part("group", Kind.of(GroupName.class, GroupName::parse), "The name of a group of devices.");
  static final Parameter<String> HOST =
      part(
          "host",
          Kind.matching(
              "^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?$",
              "expected the host of a registry as image names have it, such as registry.example.com:5000"),
          "The host of a registry, with its port where image names have one.");
  static final Parameter<UUID> IDENTITY =
      part("identity", Kind.uuid(), "The id of an identity at a provider.");
  static final Parameter<UUID> INVITATION =
      part("invitation", Kind.uuid(), "The id of an invitation.");
  static final Parameter<String> JOB =
      part("job", Kind.idOr("latest"), "The id of a job, or latest.");
  static final Parameter<UUID> KEY = part("key", Kind.uuid(), "The id of a key.");
  static final Parameter<ImageProxy.Part> KIND =
      part(
          "kind",
          Kind.choice(ImageProxy.Part.class),
          "Which part of an image, manifests or blobs.");
  static final Parameter<String> OTHER =
      part("other", Kind.text(LONGEST_VERSION), "The id or version of another release.");
  static final Parameter<ProviderName> PROVIDER =
      part("provider", Kind.of(ProviderName.class, ProviderName::parse), "The name of a provider.");
  static final Parameter<String> RELEASE =
      part("release", Kind.text(LONGEST_VERSION), "The id of a release, or its version.");
  static final Parameter<ReleaseId> RELEASE_ID =
      part("release", Kind.of(ReleaseId.class, ReleaseId::parse), "The id of a release.");
  static final Parameter<String> ROLLOUT =
      part("rollout", Kind.idOr("latest"), "The id of a rollout, or latest.");
  static final Parameter<ServiceName> SERVICE =
      part("service", Kind.of(ServiceName.class, ServiceName::parse), "The name of a service.");
  static final Parameter<UUID> SIGN_IN = part("signIn", Kind.uuid(), "The id of a sign-in.");
  static final Parameter<String> TYPE =
      part(
          "type",
          Kind.matching("^[a-z0-9][a-z0-9._-]{0,62}$", "expected the slug of a device type"),
          "The slug of a device type, or another by which it is known.");
  static final Parameter<UserName> USER =
      part("user", Kind.of(UserName.class, UserName::parse), "The name of a person.");

  private static final Map<String, Parameter<?>> ALL =
      Stream.of(
              API_KEY,
              BUILD,
              BUILD_SECRET,
              DEVICE,
              DIGEST,
              ENGINE,
              FINGERPRINT,
              FLEET,
              GROUP,
              HOST,
              IDENTITY,
              INVITATION,
              JOB,
              KEY,
              KIND,
              OTHER,
              PROVIDER,
              RELEASE,
              ROLLOUT,
              SERVICE,
              SIGN_IN,
              TYPE,
              USER)
          .collect(Collectors.toMap(Parameter::name, Function.identity()));

  private PathParts() {}

  /** Those of a path as OpenAPI writes it; below no fleet, a release has its id alone. */
  static List<Parameter<?>> of(String path) {
    var isOfFleet = path.contains("{fleet}");
    return PART.matcher(path)
        .results()
        .map(part -> part.group(1))
        .<Parameter<?>>map(name ->
            name.equals(RELEASE_ID.name()) && !isOfFleet
                ? RELEASE_ID
                : Objects.requireNonNull(ALL.get(name), name))
        .toList();
  }

  private static <T> Parameter<T> part(String name, Kind<T> kind, String meaning) {
    return Parameter.required(name, kind, meaning);
  }
}
