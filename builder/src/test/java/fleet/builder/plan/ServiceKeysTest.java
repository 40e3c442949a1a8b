package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.problem.ProblemException;
import fleet.contract.release.Confinement;
import fleet.contract.release.Limits;
import fleet.contract.release.NameLookup;
import fleet.contract.release.ServiceSpec;
import fleet.contract.release.Ulimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service may take, what is taken from it, how it finds names, and where its words are. */
final class ServiceKeysTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void limits_are_read_in_composes_old_words() {
    var limits =
        web("""
        mem_limit: 512m
        memswap_limit: 1.5gb
        mem_reservation: 64M
        cpus: "1.5"
        pids_limit: 100
        shm_size: 64kb
        ulimits: {nofile: {soft: 1024, hard: 65535}, nproc: 50, core: {soft: -1, hard: -1}}
        """)
            .limits();

    assertThat(limits)
        .contains(
            new Limits(
                Optional.of(512 * MIB),
                Optional.of(1536 * MIB),
                Optional.of(64 * MIB),
                Optional.of(1_500_000_000L),
                Optional.of(100L),
                Optional.of(65_536L),
                Map.of(
                    "nofile", new Ulimit(1024, 65_535),
                    "nproc", new Ulimit(50, 50),
                    "core", new Ulimit(-1, -1))));
  }

  @Test
  void limits_of_deploy_mean_the_same_and_may_stand_beside_them_where_they_agree() {
    var deploy =
        "deploy: {resources: {limits: {cpus: '0.25', memory: 32MiB, pids: 9}, reservations: {memory: 16m}}}";

    assertThat(web(deploy).limits())
        .contains(
            new Limits(
                Optional.of(32 * MIB),
                Optional.empty(),
                Optional.of(16 * MIB),
                Optional.of(250_000_000L),
                Optional.of(9L),
                Optional.empty(),
                Map.of()));
    assertThat(web(deploy + "\nmem_limit: 32m").limits()).isEqualTo(web(deploy).limits());
  }

  @Test
  void what_is_taken_from_a_service_and_how_it_finds_names_is_read() {
    var web =
        web(
            """
            cap_drop: [cap_net_raw, ALL]
            security_opt: ["no-new-privileges:true"]
            sysctls: [net.core.somaxconn=1024]
            extra_hosts: ["cloud:203.0.113.7", "device=host-gateway", "six=[2001:db8::1]"]
            dns: 9.9.9.9
            dns_search: [example.com]
            dns_opt: ["ndots:1"]
            stop_signal: SIGINT
            """);

    assertThat(web.confinement())
        .contains(
            new Confinement(
                List.of("NET_RAW", "ALL"), true, Map.of("net.core.somaxconn", "1024"), false));
    assertThat(web.lookup())
        .contains(
            new NameLookup(
                Map.of("cloud", "203.0.113.7", "device", "host-gateway", "six", "2001:db8::1"),
                List.of("9.9.9.9"),
                List.of("example.com"),
                List.of("ndots:1")));
    assertThat(web.stopSignal()).contains("SIGINT");
  }

  @Test
  void a_service_that_says_nothing_of_all_that_is_what_it_was() {
    assertThat(web("expose: ['8000', 9000-9001/udp]")).isEqualTo(ServiceSpec.plain());
  }

  @Test
  void files_give_an_environment_that_the_service_itself_goes_before() {
    var files =
        new GivenFiles(
            Map.of(
                "docker-compose.yml",
                """
                services:
                  web:
                    image: x
                    env_file: [common.env, {path: web/own.env}, {path: none.env, required: false}]
                    environment: {C: here}
                """,
                ".env",
                "HOST=example.com\n",
                "common.env",
                "# both\nA=1\nB=http://${HOST}/${A}\nC=there\nD='${HOST}'\n",
                "web/own.env",
                "export A=\"2\"\n"),
            Set.of());

    assertThat(spec(files).environment())
        .isEqualTo(Map.of("A", "2", "B", "http://example.com/1", "C", "here", "D", "${HOST}"));
  }

  @Test
  void a_service_with_profiles_is_left_out_whatever_it_says() {
    var plan =
        Planner.plan(
            GivenFiles.compose(
                "services: {web: {image: x}, debug: {image: y, profiles: [dev], tty: true}}"),
            Occasions.USUAL);

    assertThat(plan.services()).hasSize(1);
    assertThat(plan.notes()).containsExactly("debug: left out, because it has profiles");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "mem_limit: lots                | 'lots' is not a size | 512m",
        "mem_limit: 1m                  | is less than 6m | ",
        "mem_limit: 99999t              | is more than any device has | ",
        "memswap_limit: 1g              | needs mem_limit beside it | ",
        "cpus: 0                        | '0' is not a number of processors | 0.5",
        "pids_limit: 0                  | must be 1 or more | ",
        "shm_size: 0                    | must be more than nothing | ",
        "ulimits: {nofile: {soft: 9}}   | needs soft and hard | nofile",
        "ulimits: {nofile: {soft: 9, hard: 3}} | the soft limit is above the hard one | ",
        "deploy: {replicas: 3}          | a device runs one container of a service | ",
        "deploy: {restart_policy: {}}   | services.web.deploy.restart_policy: is not supported | restart",
        "deploy: {resources: {limits: {memory: 9m}}, reservations: {}} | deploy.reservations: is not supported | ",
        "cap_drop: [net raw]            | 'net raw' is not a capability | NET_RAW",
        "security_opt: [seccomp:x.json] | 'seccomp:x.json' is not supported | no-new-privileges",
        "sysctls: {vm.swappiness: 1}    | 'vm.swappiness' is a setting of the whole device | net.*",
        "extra_hosts: [cloud]           | 'cloud' is not NAME=ADDRESS | cloud=",
        "extra_hosts: {a: nowhere}      | 'nowhere' is not an address | host-gateway",
        "dns: resolver                  | 'resolver' is not an address | ",
        "stop_signal: now!              | 'now!' is not a signal | SIGTERM",
        "expose: [web]                  | 'web' is not a port | 8000",
        "env_file: none.env             | there is no file 'none.env' | committed",
        "env_file: ../x.env             | '../x.env' is outside the project | ",
        "profiles: [dev]                | has profiles, as every service here | remove",
      })
  void what_cannot_be_is_refused_with_place_and_hint(String line, String message, String hint) {
    var refused = catchThrowableOfType(ProblemException.class, () -> web(line));

    assertThat(refused).hasMessageContaining(message).hasMessageStartingWith("docker-compose.yml:");
    assertThat(refused.problem().hint()).contains(hint == null ? "" : hint);
  }

  private static ServiceSpec web(String lines) {
    return spec(
        GivenFiles.compose("services:\n  web:\n    image: x\n" + lines.stripTrailing().indent(4)));
  }

  private static ServiceSpec spec(ProjectFiles files) {
    return Planner.plan(files, Occasions.USUAL).composition().services().values().iterator().next();
  }
}
