package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.node.BuildTerms;
import fleet.contract.node.DeviceKind;
import fleet.contract.operator.Role;
import fleet.contract.policy.HostPolicy;
import fleet.contract.release.Composition;
import fleet.contract.release.HostAccess;
import fleet.contract.release.HostAccess.Namespace;
import fleet.contract.release.HostGrant;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What services may reach of their machines, and what a build is told of a fleet. */
class HostPolicyIT {
  private static RunningApi api;
  private static int fleets;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static FleetName fleet() {
    return api.newFleet("open-" + fleets++);
  }

  private static HostPolicy policy(String... words) {
    return new HostPolicy(Arrays.stream(words).map(HostGrant::parse).toList());
  }

  private static String route(FleetName fleet) {
    return "/api/v1/fleets/%s/policy".formatted(fleet);
  }

  private static Caller.Reply keep(FleetName fleet, NewRelease release) {
    return api.asServer().post("/internal/v1/fleets/%s/releases".formatted(fleet), release);
  }

  private static BuildTerms terms(FleetName fleet) {
    return api.asServer()
        .get("/internal/v1/fleets/%s/build-terms".formatted(fleet))
        .expect(200)
        .as(BuildTerms.class);
  }

  /** A release whose services use the machine's network. */
  private static NewRelease onHostNetwork(FleetName fleet) {
    var plain = Samples.release(fleet, Platform.LINUX_AMD64);
    var services =
        plain.services().stream()
            .collect(Collectors.toMap(images -> images.service(), _ -> onHostNetwork()));
    return new NewRelease(
        plain.build(),
        plain.author(),
        plain.commit(),
        plain.semver(),
        plain.note(),
        plain.tags(),
        plain.draft(),
        plain.canary(),
        plain.services(),
        new Composition(services, Set.of()));
  }

  private static ServiceSpec onHostNetwork() {
    var access =
        new HostAccess(
            false,
            List.of(Namespace.NETWORK),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var plain = ServiceSpec.plain();
    return new ServiceSpec(
        plain.command(),
        plain.entrypoint(),
        plain.environment(),
        plain.ports(),
        plain.mounts(),
        plain.dependsOn(),
        plain.healthCheck(),
        plain.restart(),
        plain.labels(),
        plain.user(),
        plain.workingDirectory(),
        plain.hostname(),
        plain.readOnly(),
        plain.init(),
        plain.stopGrace(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(access));
  }

  @Test
  void a_release_that_asks_for_more_than_its_fleet_allows_is_not_kept() {
    var fleet = fleet();
    var release = onHostNetwork(fleet);
    var service = release.services().getFirst().service();

    assertThat(keep(fleet, release).expect(422).text())
        .contains("%s asks for network, which %s does not allow".formatted(service, fleet))
        .contains("fleet policy allow %s network".formatted(fleet));
    assertThat(api.asAdmin().get("/api/v1/fleets/%s/releases".formatted(fleet)).text())
        .doesNotContain(release.build().toString());

    api.asAdmin().put(route(fleet), policy("network", "folder:/run/dbus")).expect(200);
    keep(fleet, release).expect(201);

    api.asAdmin().put(route(fleet), HostPolicy.CLOSED).expect(200);
    keep(fleet, release).expect(201);
    keep(fleet, onHostNetwork(fleet)).expect(422);
  }

  @Test
  void an_owner_says_it_and_it_is_told() {
    var fleet = fleet();
    var wanted = policy("device:/dev/ttyUSB*", "network", "network");

    assertThat(api.asAdmin().put(route(fleet), wanted).expect(200).as(HostPolicy.class))
        .isEqualTo(policy("device:/dev/ttyUSB*", "network"));

    assertThat(api.asAdmin().get(route(fleet)).as(HostPolicy.class)).isEqualTo(wanted);
    assertThat(terms(fleet).policy()).isEqualTo(wanted);
    assertThat(api.database().audited("fleet.policy"))
        .contains(fleet + " device:/dev/ttyUSB* network");
    var developer = api.asNew("dora" + fleets, Role.DEVELOPER);
    developer.put(route(fleet), HostPolicy.CLOSED).expect(403);
    developer.get(route(fleet)).expect(200);
  }

  @Test
  void words_that_mean_nothing_are_refused_with_what_there_is() {
    var route = route(fleet());
    var admin = api.asAdmin();

    assertThat(admin.put(route, Map.of("allowed", List.of("everything"))).expect(400).text())
        .contains("'everything' is none of privileged, network");
    assertThat(admin.put(route, Map.of("allowed", List.of("folder:/a/../b"))).expect(400).text())
        .contains("without dots");
    admin.put(route, Map.of("allowed", List.of("device"))).expect(400);
    assertThat(admin.get(route).as(HostPolicy.class)).isEqualTo(HostPolicy.CLOSED);
  }

  @Test
  void a_build_is_told_for_which_devices_it_is() {
    var fleet = fleet();
    assertThat(terms(fleet).kinds().used()).isEmpty();
    assertThat(terms(fleet).kinds().known())
        .extracting(DeviceKind::type)
        .contains("raspberrypi4-64", "generic-amd64");

    var types = new FleetTypes(Optional.of("raspberrypi4-64"), List.of());
    api.asAdmin().put("/api/v1/fleets/%s/types".formatted(fleet), types).expect(200);
    var _ = TestDevice.register(api, api.newKey(fleet, 1).key(), "amd-" + fleets).device();

    assertThat(terms(fleet).kinds().used())
        .extracting(kind -> kind.type() + " " + kind.platform())
        .containsExactlyInAnyOrder("raspberrypi4-64 linux/arm64", "generic linux/amd64");
    api.asServer().get("/internal/v1/fleets/nowhere/build-terms").expect(404);
  }
}
