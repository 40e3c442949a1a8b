package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.PublishedRoutes.Route;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import fleet.contract.problem.Problem;
import fleet.contract.release.Platform;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of the published document, asked by everybody who should not, and by some who may. A
 * new route is covered by itself.
 */
class GuardsIT {
  private static final String ANY_ID = "00000000-0000-4000-8000-000000000000";
  private static final AtomicInteger PEOPLE = new AtomicInteger();
  private static RunningApi api;
  private static Map<String, String> parts;
  private static Map<Asker, Caller> callers;

  /** Who asks. */
  enum Asker {
    NOBODY,
    GARBAGE,
    EXPIRED,
    REVOKED,
    VIEWER,
    OWNER_ELSEWHERE,
    DEVICE,
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
    var berlin = api.newFleet("berlin");
    var release = api.release(berlin, Samples.release(berlin, Platform.LINUX_AMD64));
    var kitchen = new TestDevice(api);
    var device = kitchen.register(api.newKey(berlin, 1).key(), "kitchen").device();
    parts =
        Map.of(
            "fleet", "berlin",
            "device", device.toString(),
            "release", release.id().toString());
    callers =
        Map.of(
            Asker.NOBODY, api.anybody(),
            Asker.GARBAGE, api.as(Secret.of("fleet_garbage")),
            Asker.EXPIRED, expired(),
            Asker.REVOKED, revoked(),
            Asker.VIEWER, api.asNew("vera", Role.VIEWER),
            Asker.OWNER_ELSEWHERE, ownerElsewhere("otto"),
            Asker.DEVICE, kitchen.signIn(device),
            Asker.REMOVED_DEVICE, removedDevice(),
            Asker.SERVER, api.asServer());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest(name = "{1} at {0}")
  @MethodSource("everybodyEverywhere")
  void a_route_lets_in_whom_its_guard_names_and_nobody_else(Route route, Asker asker) {
    var caller =
        mayEndItsOwnAccount(route, asker)
            ? fresh(asker)
            : Objects.requireNonNull(callers.get(asker));
    var request = caller.request(path(route)).method(route.method(), BodyPublishers.noBody());
    var reply = caller.knock(request);
    assertThat(reply.status()).as(reply.text()).isNotEqualTo(500);
    switch (expected(route, asker)) {
      case UNAUTHENTICATED -> refused(reply, 401);
      case FORBIDDEN -> refused(reply, 403);
      case HIDDEN -> refused(reply, 404);
      case GONE -> assertThat(reply.status()).as(reply.text()).isGreaterThanOrEqualTo(400);
      case LET_IN -> assertThat(reply.status()).as(reply.text()).isNotIn(401, 403);
    }
  }

  private static void refused(Caller.Knock reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    var problem = Json.read(reply.text(), Problem.class);
    assertThat(problem.code().status()).isEqualTo(status);
    assertThat(problem.message()).isNotBlank();
  }

  static Stream<Arguments> everybodyEverywhere() {
    return api.anybody().contract().routes().all().stream()
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
            case VIEWER -> forViewer(route);
            case OWNER_ELSEWHERE -> forOwnerElsewhere(route);
            default -> Expected.UNAUTHENTICATED;
          };
      default -> throw new IllegalStateException("this test does not know who that is: " + route);
    };
  }

  private static Expected forViewer(Route route) {
    return switch (route.subject()) {
      case "OWN", "SEEN" -> Expected.LET_IN;
      default ->
          Role.VIEWER.covers(AccessAction.valueOf(route.action()).leastRole())
              ? Expected.LET_IN
              : Expected.FORBIDDEN;
    };
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
    return asker == Asker.VIEWER ? api.asNew(name, Role.VIEWER) : ownerElsewhere(name);
  }

  private static Caller ownerElsewhere(String name) {
    var caller = api.asNew(name, Role.NONE);
    var fleet = api.newFleet("of-" + name);
    api.sql("insert into api.fleet_roles values ('%s', '%s', 'OWNER')".formatted(fleet, name));
    return caller;
  }

  private static Caller expired() {
    var caller = api.asNew("earl", Role.OWNER);
    api.sql("update api.sign_ins set expires_at = now() where user_name = 'earl'");
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

  private static String path(Route route) {
    var path = route.template();
    for (var part : parts.entrySet()) {
      path = path.replace("{" + part.getKey() + "}", part.getValue());
    }
    return path.replaceAll("\\{[^}]+}", ANY_ID);
  }
}
