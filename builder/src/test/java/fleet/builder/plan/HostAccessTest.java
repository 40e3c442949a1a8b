package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.problem.ProblemException;
import fleet.contract.release.HostAccess;
import fleet.contract.release.HostAccess.Folder;
import fleet.contract.release.HostAccess.Namespace;
import fleet.contract.release.HostAccess.Node;
import fleet.contract.release.Mount;
import fleet.contract.release.ServiceSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service reaches of the machine, and that only what the fleet allows is planned. */
final class HostAccessTest {
  @Test
  void what_the_fleet_allows_is_read_in_short_and_long_form() {
    var access =
        web(
                """
                network_mode: host
                pid: host
                cap_add: [CAP_NET_ADMIN, sys_time]
                devices:
                  - /dev/ttyUSB0
                  - /dev/i2c-1:/dev/i2c:rw
                  - {source: /dev/gpiomem, target: /dev/gpio, permissions: r}
                device_cgroup_rules: ["c 188:* rmw"]
                security_opt: ["seccomp:unconfined"]
                group_add: [dialout, 997]
                volumes: ["/run/dbus/socket:/dbus:ro", {type: bind, source: /etc/localtime, target: /etc/localtime}]
                """,
                "network",
                "pid",
                "capability:ALL",
                "device:/dev/*",
                "folder:/run/dbus",
                "folder:/etc/localtime",
                "unconfined")
            .hostAccess();

    assertThat(access)
        .contains(
            new HostAccess(
                false,
                List.of(Namespace.NETWORK, Namespace.PID),
                List.of("NET_ADMIN", "SYS_TIME"),
                List.of(
                    new Node("/dev/ttyUSB0", "/dev/ttyUSB0", "rwm"),
                    new Node("/dev/i2c-1", "/dev/i2c", "rw"),
                    new Node("/dev/gpiomem", "/dev/gpio", "r")),
                List.of("c 188:* rmw"),
                List.of(
                    new Folder("/run/dbus/socket", "/dbus", true),
                    new Folder("/etc/localtime", "/etc/localtime", false)),
                List.of("seccomp:unconfined"),
                List.of("dialout", "997")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "privileged: true                       | privileged",
        "network_mode: host                     | network",
        "pid: host                              | pid",
        "ipc: host                              | ipc",
        "uts: host                              | uts",
        "userns_mode: host                      | user",
        "cap_add: [NET_ADMIN]                   | capability:NET_ADMIN",
        "devices: [/dev/mem]                    | device:/dev/mem",
        "device_cgroup_rules: ['c 1:1 r']       | device:/dev/*",
        "security_opt: [apparmor=unconfined]    | unconfined",
        "volumes: ['/etc:/host/etc']            | folder:/etc",
        "volumes: [{type: bind, source: /a, target: /b}] | folder:/a",
        "labels: {io.balena.features.dbus: 1}   | folder:/run/dbus",
        "labels: ['io.balena.features.sysfs=1'] | folder:/sys",
      })
  void each_needs_a_grant_and_is_there_with_it(String line, String grant) {
    var refused = catchThrowableOfType(ProblemException.class, () -> web(line));

    assertThat(refused)
        .hasMessageContaining("kiosks does not allow its services '%s'".formatted(grant))
        .hasMessageStartingWith("docker-compose.yml:4: services.web.");
    assertThat(refused.problem().hint())
        .isEqualTo("an owner of the fleet does: fleet policy allow kiosks " + grant);
    assertThat(web(line, grant).hostAccess().orElseThrow().needs())
        .extracting(Object::toString)
        .containsExactly(grant);
    assertThat(web(line, "privileged").hostAccess()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "volumes: ['/run/dbusx:/a']   | folder:/run/dbus",
        "volumes: ['/run:/a']         | folder:/run/dbus",
        "devices: [/dev/ttyACM0]      | device:/dev/ttyUSB*",
        "cap_add: [SYS_ADMIN]         | capability:NET_ADMIN",
        "pid: host                    | network",
      })
  void a_grant_is_for_what_it_names_and_no_more(String line, String grant) {
    var refused = catchThrowableOfType(ProblemException.class, () -> web(line, grant));

    assertThat(refused).hasMessageContaining("does not allow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "volumes: ['/run/../etc:/a']  | without dots",
        "devices: ['/dev//mem']       | without dots",
        "devices: [ttyUSB0]           | is not a device",
        "devices: ['/dev/a:/dev/b:x'] | is not a device",
        "network_mode: 'service:db'   | 'service:db' is not supported",
        "pid: 'container:x'           | 'container:x' is not supported",
        "device_cgroup_rules: [all]   | 'all' is not a rule",
        "group_add: ['a b']           | 'a b' is not a group",
        "cap_add: ['net admin']       | is not a capability",
      })
  void what_cannot_be_is_refused_whatever_is_allowed(String line, String message) {
    var refused = catchThrowableOfType(ProblemException.class, () -> web(line, "privileged"));

    assertThat(refused).hasMessageContaining(message);
  }

  @Test
  void a_service_without_a_network_needs_no_grant() {
    var web = web("network_mode: none");

    assertThat(web.hostAccess()).isEmpty();
    assertThat(web.confinement().orElseThrow().noNetwork()).isTrue();
  }

  @Test
  void a_label_that_is_off_asks_for_nothing_and_others_of_balena_are_told() {
    var plan =
        Planner.plan(
            GivenFiles.compose(
                """
                services:
                  web:
                    image: x
                    labels: {io.balena.features.dbus: "0", io.balena.features.gpu: "1"}
                """),
            Occasions.USUAL);

    assertThat(plan.composition().services().values())
        .allSatisfy(spec -> assertThat(spec.hostAccess()).isEmpty());
    assertThat(plan.notes())
        .containsExactly("web: label io.balena.features.gpu has no effect here");
  }

  @Test
  void volumes_and_folders_stand_side_by_side() {
    var files =
        GivenFiles.compose(
            """
            services:
              web:
                image: x
                volumes: ["data:/data", "/opt:/opt:ro"]
            volumes: {data: {}}
            """);

    var web =
        Planner.plan(files, Occasions.allowing("folder:/"))
            .composition()
            .services()
            .values()
            .iterator()
            .next();

    assertThat(web.mounts()).containsExactly(new Mount.Volume("data", "/data", false));
    assertThat(web.hostAccess().orElseThrow().folders())
        .containsExactly(new Folder("/opt", "/opt", true));
  }

  private static ServiceSpec web(String lines, String... grants) {
    var files =
        GivenFiles.compose("services:\n  web:\n    image: x\n" + lines.stripTrailing().indent(4));
    return Planner.plan(files, Occasions.allowing(grants))
        .composition()
        .services()
        .values()
        .iterator()
        .next();
  }
}
