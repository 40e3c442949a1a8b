package fleet.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.PublishedRoutes.Route;
import fleet.contract.Json;
import fleet.contract.access.ApiKey;
import fleet.contract.access.NewApiKey;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.Secret;
import fleet.contract.node.AccessAction;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.RegistryTokenRequest;
import fleet.contract.operator.Role;
import fleet.contract.problem.Problem;
import fleet.contract.release.Platform;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of the published document and of git, asked by everybody who should not, and by some
 * who may. A new route is covered by itself.
 */
class GuardsIT {
  private static final String ANY_ID = "00000000-0000-4000-8000-000000000000";
  private static final AtomicInteger PEOPLE = new AtomicInteger();
  private static RunningApi api;
  private static Map<String, String> parts;
  private static Map<String, String> ofOthers;
  private static Map<Asker, Caller> callers;
  private static Map<AccessAction, Caller> keysWithout;

  /** Who asks. */
  enum Asker {
    NOBODY,
    GARBAGE,
    EXPIRED,
    REVOKED,
    VIEWER,
    OPERATOR,
    DEVELOPER,
    OWNER_ELSEWHERE,
    /** An owner's API key that does everything but what the route takes. */
    KEY_WITHOUT_ACTION,
    /** An owner's API key that does everything, in another fleet. */
    KEY_ELSEWHERE,
    /** Of the registry, with everything in it. */
    REGISTRY_TOKEN,
    DEVICE,
    EXPIRED_DEVICE,
    REMOVED_DEVICE,
    SERVER
  }

  /** What they meet. */
  enum Expected {
    LET_IN,
    /** Let in, and told that it is no more. */
    GONE,
    UNAUTHENTICATED,
    FORBIDDEN,
    HIDDEN
  }

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    var kitchen = new TestDevice(api);
    parts = fleet("berlin", kitchen);
    ofOthers = fleet("bonn", new TestDevice(api));
    var device = DeviceId.parse(parts.getOrDefault("device", ""));
    keysWithout =
        Stream.of(AccessAction.values())
            .collect(Collectors.toMap(Function.identity(), GuardsIT::keyWithout));
    callers =
        Map.ofEntries(
            entry(Asker.NOBODY, api.anybody()),
            entry(Asker.GARBAGE, api.as(Secret.of("fleet_garbage"))),
            entry(Asker.EXPIRED, expired()),
            entry(Asker.REVOKED, revoked()),
            entry(Asker.VIEWER, api.asNew("vera", Role.VIEWER)),
            entry(Asker.OPERATOR, api.asNew("oleg", Role.OPERATOR)),
            entry(Asker.DEVELOPER, api.asNew("dora", Role.DEVELOPER)),
            entry(Asker.OWNER_ELSEWHERE, ownerElsewhere("otto")),
            entry(Asker.KEY_ELSEWHERE, keyElsewhere()),
            entry(Asker.REGISTRY_TOKEN, registryToken()),
            entry(Asker.DEVICE, kitchen.signIn(device)),
            entry(Asker.EXPIRED_DEVICE, expiredDevice(device)),
            entry(Asker.REMOVED_DEVICE, removedDevice()),
            entry(Asker.SERVER, api.asServer()));
  }

  /** A fleet with a release and a device, as the parts of paths. */
  private static Map<String, String> fleet(String name, TestDevice device) {
    var fleet = api.newFleet(name);
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var registered = device.register(api.newKey(fleet, 1).key(), "of-" + name);
    return Map.of(
        "fleet", name,
        "device", registered.device().toString(),
        "release", release.id().toString());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest(name = "{1} at {0}")
  @MethodSource("everybodyEverywhere")
  void a_route_lets_in_whom_its_guard_names_and_nobody_else(Route route, Asker asker) {
    var caller = mayEndItsOwnAccount(route, asker) ? fresh(asker) : caller(route, asker);
    var request =
        caller.request(path(route, asker)).method(route.method(), BodyPublishers.noBody());
    var reply = caller.knock(request);
    assertThat(reply.status()).as(reply.text()).isNotEqualTo(500);
    switch (expected(route, asker)) {
      case UNAUTHENTICATED -> refused(route, reply, 401);
      case FORBIDDEN -> refused(route, reply, 403);
      case HIDDEN -> refused(route, reply, 404);
      case GONE -> assertThat(reply.status()).as(reply.text()).isGreaterThanOrEqualTo(400);
      case LET_IN -> assertThat(reply.status()).as(reply.text()).isNotIn(401, 403);
    }
  }

  private static Caller caller(Route route, Asker asker) {
    return Objects.requireNonNull(
        asker == Asker.KEY_WITHOUT_ACTION
            ? keysWithout.get(route.who().equals("person") ? action(route) : AccessAction.VIEW)
            : callers.get(asker));
  }

  private static void refused(Route route, Caller.Knock reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    if (GitPaths.isOne(route.template())) {
      assertThat(reply.text()).isNotBlank().doesNotContain("{");
      return;
    }
    var problem = Json.read(reply.text(), Problem.class);
    assertThat(problem.code().status()).isEqualTo(status);
    assertThat(problem.message()).isNotBlank();
  }

  static Stream<Arguments> everybodyEverywhere() {
    return Stream.concat(api.anybody().contract().routes().all().stream(), GitPaths.all().stream())
        .filter(route -> !route.who().equals("anybody"))
        .flatMap(route -> Stream.of(Asker.values()).map(asker -> Arguments.of(route, asker)));
  }

  private static Expected expected(Route route, Asker asker) {
    return switch (route.who()) {
      case "device" ->
          switch (asker) {
            case DEVICE -> Expected.LET_IN;
            case REMOVED_DEVICE -> Expected.GONE;
            default -> Expected.UNAUTHENTICATED;
          };
      case "server" -> asker == Asker.SERVER ? Expected.LET_IN : Expected.UNAUTHENTICATED;
      case "person" ->
          switch (asker) {
            case VIEWER -> withRole(Role.VIEWER, route);
            case OPERATOR -> withRole(Role.OPERATOR, route);
            case DEVELOPER -> withRole(Role.DEVELOPER, route);
            case OWNER_ELSEWHERE -> forOwnerElsewhere(route);
            case KEY_WITHOUT_ACTION -> Expected.FORBIDDEN;
            case KEY_ELSEWHERE -> forKeyElsewhere(route);
            default -> Expected.UNAUTHENTICATED;
          };
      default -> throw new IllegalStateException("this test does not know who that is: " + route);
    };
  }

  private static Expected withRole(Role role, Route route) {
    return switch (route.subject()) {
      case "OWN", "SEEN" -> Expected.LET_IN;
      default -> role.covers(action(route).leastRole()) ? Expected.LET_IN : Expected.FORBIDDEN;
    };
  }

  private static AccessAction action(Route route) {
    return AccessAction.valueOf(route.action());
  }

  /** It changes nothing of its person's account. */
  private static Expected forKeyElsewhere(Route route) {
    return route.subject().equals("OWN") && action(route) == AccessAction.MANAGE
        ? Expected.FORBIDDEN
        : forOwnerElsewhere(route);
  }

  /** What is in a fleet where they are nobody does not exist for them. */
  private static Expected forOwnerElsewhere(Route route) {
    return switch (route.subject()) {
      case "OWN", "SEEN" -> Expected.LET_IN;
      case "INSTALLATION" -> Expected.FORBIDDEN;
      default -> Expected.HIDDEN;
    };
  }

  private static boolean mayEndItsOwnAccount(Route route, Asker asker) {
    return route.subject().equals("OWN")
        && !route.method().equals("GET")
        && expected(route, asker) == Expected.LET_IN;
  }

  private static Caller fresh(Asker asker) {
    var name = "fresh-%d".formatted(PEOPLE.incrementAndGet());
    return switch (asker) {
      case VIEWER -> api.asNew(name, Role.VIEWER);
      case OPERATOR -> api.asNew(name, Role.OPERATOR);
      case DEVELOPER -> api.asNew(name, Role.DEVELOPER);
      case KEY_ELSEWHERE -> keyElsewhere();
      default -> ownerElsewhere(name);
    };
  }

  private static Caller keyWithout(AccessAction action) {
    var others = EnumSet.complementOf(EnumSet.of(action));
    return key(new NewApiKey("without " + action, others, Optional.empty(), Optional.empty()));
  }

  private static Caller keyElsewhere() {
    var name = "only-%d".formatted(PEOPLE.incrementAndGet());
    var all = EnumSet.allOf(AccessAction.class);
    return key(new NewApiKey(name, all, Optional.of(Set.of(api.newFleet(name))), Optional.empty()));
  }

  private static Caller key(NewApiKey wanted) {
    return api.as(
        api.asAdmin().post("/api/v1/api-keys", wanted).expect(201).as(ApiKey.class).key());
  }

  private static Caller registryToken() {
    var everything = List.of(RegistryAccess.push("berlin/web"), RegistryAccess.pull("berlin/web"));
    var wanted = new RegistryTokenRequest("builder", everything);
    var token = api.asServer().post("/internal/v1/registry-tokens", wanted);
    return api.as(token.as(RegistryToken.class).token());
  }

  private static Caller expiredDevice(DeviceId device) {
    var hourAgo = Instant.now().minus(Duration.ofHours(1));
    return api.as(api.tokens().deviceToken(device.toString(), hourAgo, Duration.ofMinutes(59)));
  }

  private static Caller ownerElsewhere(String name) {
    var caller = api.asNew(name, Role.NONE);
    var fleet = api.newFleet("of-" + name);
    api.database()
        .sql("insert into api.fleet_roles values ('%s', '%s', 'OWNER')".formatted(fleet, name));
    return caller;
  }

  private static Caller expired() {
    var caller = api.asNew("earl", Role.OWNER);
    api.database().sql("update api.sign_ins set expires_at = now() where user_name = 'earl'");
    return caller;
  }

  private static Caller revoked() {
    var caller = api.asNew("ruth", Role.OWNER);
    caller.call("POST", "/api/v1/logout").expect(204);
    return caller;
  }

  private static Caller removedDevice() {
    var fleet = api.newFleet("attic");
    var device = new TestDevice(api);
    DeviceId id = device.register(api.newKey(fleet, 1).key(), "removed").device();
    var caller = device.signIn(id);
    api.asAdmin().delete("/api/v1/devices/" + id).expect(204);
    return caller;
  }

  /** What somebody may change is not what all others knock at. */
  private static String path(Route route, Asker asker) {
    var changes = !route.method().equals("GET") && expected(route, asker) == Expected.LET_IN;
    var isDevice = asker == Asker.DEVICE;
    var path = route.template();
    for (var part : (changes && !isDevice ? ofOthers : parts).entrySet()) {
      path = path.replace("{" + part.getKey() + "}", part.getValue());
    }
    return path.replaceAll("\\{[^}]+}", ANY_ID);
  }
}
