package fleet.api.registry;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.TokenSigner;
import fleet.api.access.Verdict;
import fleet.api.db.Database;
import fleet.api.device.Devices;
import fleet.api.device.Reports;
import fleet.api.release.Releases;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.node.AccessAction;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.RegistryTokenRequest;
import fleet.contract.release.ServiceImages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives tokens for the registry, with no more than whoever asks may do. Thread-safe. */
public final class RegistryTokens {
  private static final Duration FOR_CLIENTS = Duration.ofMinutes(5);
  private static final Duration FOR_SERVERS = Duration.ofHours(1);
  private static final String PUBLIC = "library/";
  private static final Set<String> PULL = Set.of("pull");
  private static final Set<String> PUSH = Set.of("pull", "push");

  private final Database database;
  private final Devices devices;
  private final Releases releases;
  private final TokenSigner signer;
  private final InstantSource clock;

  public RegistryTokens(
      Database database,
      Devices devices,
      Releases releases,
      TokenSigner signer,
      InstantSource clock) {
    this.database = database;
    this.devices = devices;
    this.releases = releases;
    this.signer = signer;
    this.clock = clock;
  }

  /** A device pulls what its target names, and nothing else. */
  public RegistryToken forDevice(DeviceId id, List<String> scopes) {
    var named =
        database
            .call(tx -> {
              var device = devices.find(tx, id).orElseThrow(Reports::removed);
              return device.release().flatMap(release -> releases.find(tx, release));
            })
            .stream()
            .flatMap(release -> release.services().stream())
            .map(ServiceImages::repository)
            .collect(Collectors.toSet());
    var access =
        Scope.parse(scopes).stream()
            .filter(wish -> named.contains(wish.name()) || wish.name().startsWith(PUBLIC))
            .flatMap(wish -> Scope.narrow(wish, PULL).stream())
            .toList();
    return token(id.toString(), access, FOR_CLIENTS);
  }

  /** People pull; an owner also pushes the public base images. Fleets' images come from builds. */
  public RegistryToken forPerson(Person person, List<String> scopes) {
    var access =
        Scope.parse(scopes).stream().flatMap(wish -> granted(person, wish).stream()).toList();
    return token(person.name().value(), access, FOR_CLIENTS);
  }

  /** A server of ours asks for what it needs. */
  public RegistryToken forServer(RegistryTokenRequest request) {
    return token(request.subject(), request.access(), FOR_SERVERS);
  }

  private static Optional<RegistryAccess> granted(Person person, RegistryAccess wish) {
    if (wish.name().startsWith(PUBLIC)) {
      var mayPush = Access.decide(person, AccessAction.MANAGE) instanceof Verdict.Allowed;
      return Scope.narrow(wish, mayPush ? PUSH : PULL);
    }
    return mayPull(person, wish.name()) ? Scope.narrow(wish, PULL) : Optional.empty();
  }

  private static boolean mayPull(Person person, String repository) {
    var fleet = FleetName.parse(repository.substring(0, Math.max(0, repository.indexOf('/'))));
    return Access.decide(person, AccessAction.VIEW, fleet) instanceof Verdict.Allowed;
  }

  private RegistryToken token(String subject, List<RegistryAccess> access, Duration validFor) {
    var now = clock.instant();
    var token = signer.registryToken(subject, access, now, validFor);
    return new RegistryToken(token, validFor.toSeconds(), now);
  }
}
