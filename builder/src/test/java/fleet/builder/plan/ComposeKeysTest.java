package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key of the Compose Specification: it is read, or it is told that it has no effect, or it is
 * refused with a hint. None is passed over in silence.
 */
final class ComposeKeysTest {
  private static final String HERE = "@";
  private static final String DECLARED =
      """
      networks: {front: {ipam: {config: [{subnet: 172.28.0.0/16}]}}}
      volumes: {data: {}}
      secrets: {pin: {environment: PIN}}
      configs: {site: {content: hello}}
      """;

  /** Where the keys of each level stand. */
  private static final Map<String, String> LEVELS =
      Map.ofEntries(
          Map.entry("top", "services: {web: {image: x}}\n@"),
          Map.entry("service", "services: {db: {image: x}, web: {image: x, @}}\n" + DECLARED),
          Map.entry("image", "services: {web: {@}}"),
          Map.entry("build", "services: {web: {build: {@}}}\n" + DECLARED),
          Map.entry("deploy", "services: {web: {image: x, deploy: {@}}}"),
          Map.entry("limits", "services: {web: {image: x, deploy: {resources: {limits: {@}}}}}"),
          Map.entry(
              "reservations",
              "services: {web: {image: x, deploy: {resources: {reservations: {@}}}}}"),
          Map.entry("healthcheck", "services: {web: {image: x, healthcheck: {test: a, @}}}"),
          Map.entry("test", "services: {web: {image: x, healthcheck: {@}}}"),
          Map.entry("join", "services: {web: {image: x, networks: {front: {@}}}}\n" + DECLARED),
          Map.entry("port", "services: {web: {image: x, ports: [{target: 80, published: 80, @}]}}"),
          Map.entry("published", "services: {web: {image: x, ports: [{target: 80, @}]}}"),
          Map.entry("target", "services: {web: {image: x, ports: [{published: 80, @}]}}"),
          Map.entry(
              "mount",
              "services: {web: {image: x, volumes: [{type: volume, source: data, target: /d, @}]}}\n"
                  + DECLARED),
          Map.entry("volume mount", volume("type: volume, source: data, target: /d, volume: {@}")),
          Map.entry("tmpfs mount", volume("type: tmpfs, target: /d, tmpfs: {@}")),
          Map.entry("bind mount", volume("type: bind, source: /d, target: /d, bind: {@}")),
          Map.entry(
              "grant", "services: {web: {image: x, configs: [{source: site, @}]}}\n" + DECLARED),
          Map.entry("env file", "services: {web: {image: x, env_file: [{path: a.env, @}]}}"),
          Map.entry(
              "dependency", "services: {db: {image: x}, web: {image: x, depends_on: {db: {@}}}}"),
          Map.entry("device", "services: {web: {image: x, devices: [{source: /dev/null, @}]}}"),
          Map.entry("extension", "services: {db: {image: x}, web: {extends: {@}}}"),
          Map.entry("inclusion", "services: {web: {image: x}}\ninclude: [{path: other.yaml, @}]"),
          Map.entry("network", "services: {web: {image: x}}\nnetworks: {front: {@}}"),
          Map.entry("ipam", "services: {web: {image: x}}\nnetworks: {front: {ipam: {@}}}"),
          Map.entry(
              "subnet",
              "services: {web: {image: x}}\nnetworks: {n: {ipam: {config: [{subnet: 10.9.0.0/16, @}]}}}"),
          Map.entry("volume", "services: {web: {image: x}}\nvolumes: {data: {@}}"),
          Map.entry("secret", "services: {web: {image: x}}\nsecrets: {pin: {@}}"),
          Map.entry("config", "services: {web: {image: x}}\nconfigs: {site: {content: a, @}}"),
          Map.entry("source", "services: {web: {image: x}}\nconfigs: {site: {@}}"),
          Map.entry("x-fleet", "services: {web: {image: x}}\nx-fleet: {@}"));

  /** Level, key with a value, and what becomes of it. */
  private static final String TABLE =
      """
      top | name: shop | free
      top | version: "3.9" | free
      top | x-other: [1] | free
      top | include: [other.yaml] | read
      top | networks: {a: } | read
      top | volumes: {a: } | read
      top | secrets: {a: {external: true}} | read
      top | configs: {a: {content: b}} | read
      top | models: {a: {model: b}} | refused
      image | image: x | read
      image | build: . | read
      service | annotations: {a: b} | refused
      service | attach: false | told
      service | blkio_config: {weight: 300} | refused
      service | cap_add: [NET_ADMIN] | read
      service | cap_drop: [ALL] | read
      service | cgroup: host | refused
      service | cgroup_parent: a | refused
      service | command: [a] | read
      service | configs: [site] | read
      service | container_name: a | refused
      service | cpu_count: 1 | refused
      service | cpu_percent: 50 | refused
      service | cpu_period: 1 | refused
      service | cpu_quota: 1 | refused
      service | cpu_rt_period: 1 | refused
      service | cpu_rt_runtime: 1 | refused
      service | cpu_shares: 1 | refused
      service | cpus: 0.5 | read
      service | cpuset: 0,1 | refused
      service | credential_spec: {file: a} | refused
      service | depends_on: [db] | read
      service | deploy: {} | read
      service | develop: {watch: []} | told
      service | device_cgroup_rules: ["c 1:3 mr"] | read
      service | devices: [/dev/null] | read
      service | dns: 9.9.9.9 | read
      service | dns_opt: ["ndots:1"] | read
      service | dns_search: example.com | read
      service | domainname: a | refused
      service | entrypoint: [a] | read
      service | env_file: a.env | read
      service | environment: {A: b} | read
      service | expose: ["80"] | read
      service | extends: db | read
      service | external_links: [a] | refused
      service | extra_hosts: ["a=10.0.0.1"] | read
      service | gpus: all | refused
      service | group_add: [audio] | read
      service | healthcheck: {test: a} | read
      service | hostname: a | read
      service | init: true | read
      service | ipc: host | read
      service | isolation: default | refused
      service | label_file: a.env | read
      service | labels: {a: b} | read
      service | links: [db] | refused
      service | logging: {driver: journald} | told
      service | mac_address: a | refused
      service | mem_limit: 64m | read
      service | mem_reservation: 64m | read
      service | mem_swappiness: 1 | refused
      service | models: [a] | refused
      service | network_mode: host | read
      service | networks: [front] | read
      service | oom_kill_disable: true | refused
      service | oom_score_adj: 1 | refused
      service | pid: host | read
      service | pids_limit: 9 | read
      service | platform: linux/amd64 | refused
      service | ports: ["80:80"] | read
      service | post_start: [{command: a}] | refused
      service | pre_stop: [{command: a}] | refused
      service | privileged: true | read
      service | provider: {type: a} | refused
      service | pull_policy: always | told
      service | pull_refresh_after: 1d | told
      service | read_only: true | read
      service | restart: always | read
      service | runtime: runc | refused
      service | scale: 1 | read
      service | secrets: [pin] | read
      service | security_opt: ["no-new-privileges:true"] | read
      service | shm_size: 64m | read
      service | stdin_open: true | refused
      service | stop_grace_period: 1s | read
      service | stop_signal: SIGINT | read
      service | storage_opt: {size: 1G} | refused
      service | sysctls: {net.core.somaxconn: 1} | read
      service | tmpfs: /tmp | read
      service | tty: true | refused
      service | ulimits: {nofile: 9} | read
      service | use_api_socket: true | refused
      service | user: "1" | read
      service | userns_mode: host | read
      service | uts: host | read
      service | volumes: ["data:/d"] | read
      service | volumes_from: [db] | refused
      service | working_dir: /a | read
      service | x-other: [1] | free
      build | additional_contexts: {a: b} | refused
      build | args: {A: b} | read
      build | cache_from: [x] | read
      build | cache_to: [x] | refused
      build | context: . | read
      build | dockerfile: Dockerfile | read
      build | dockerfile_inline: FROM x | read
      build | entitlements: [network.host] | read
      build | extra_hosts: ["a=10.0.0.1"] | read
      build | isolation: default | refused
      build | labels: {a: b} | read
      build | network: host | read
      build | no_cache: true | refused
      build | platforms: [linux/amd64] | read
      build | privileged: true | refused
      build | provenance: true | refused
      build | pull: true | refused
      build | sbom: true | refused
      build | secrets: [pin] | read
      build | shm_size: 64m | read
      build | ssh: [default] | refused
      build | tags: [x] | refused
      build | target: run | read
      build | ulimits: {nofile: 9} | refused
      deploy | endpoint_mode: vip | refused
      deploy | labels: {a: b} | refused
      deploy | mode: replicated | read
      deploy | placement: {} | refused
      deploy | replicas: 1 | read
      deploy | resources: {limits: {}} | read
      deploy | restart_policy: {} | refused
      deploy | rollback_config: {} | refused
      deploy | update_config: {} | refused
      limits | cpus: "1" | read
      limits | memory: 64m | read
      limits | pids: 9 | read
      reservations | cpus: "1" | refused
      reservations | memory: 64m | read
      reservations | devices: [] | refused
      reservations | generic_resources: [] | refused
      test | test: a | read
      healthcheck | disable: true | read
      healthcheck | interval: 1s | read
      healthcheck | retries: 1 | read
      healthcheck | start_interval: 1s | read
      healthcheck | start_period: 1s | read
      healthcheck | timeout: 1s | read
      join | aliases: [a] | read
      join | driver_opts: {a: b} | refused
      join | gw_priority: 1 | refused
      join | interface_name: a | refused
      join | ipv4_address: 172.28.0.9 | read
      join | ipv6_address: "fe80::1" | refused
      join | link_local_ips: [a] | refused
      join | mac_address: a | refused
      join | priority: 9 | read
      port | app_protocol: http | free
      port | host_ip: 127.0.0.1 | read
      port | mode: host | read
      port | name: web | free
      port | protocol: udp | read
      published | published: "80" | read
      target | target: 80 | read
      mount | consistency: cached | refused
      mount | read_only: true | read
      mount | image: {} | refused
      volume mount | nocopy: true | read
      volume mount | labels: {a: b} | refused
      volume mount | subpath: a | refused
      tmpfs mount | mode: "1777" | read
      tmpfs mount | size: 64m | read
      bind mount | create_host_path: false | read
      bind mount | propagation: shared | refused
      bind mount | recursive: enabled | refused
      bind mount | selinux: z | refused
      grant | gid: "1" | read
      grant | mode: 0440 | read
      grant | target: /a | read
      grant | uid: "1" | read
      env file | format: raw | read
      env file | required: false | read
      dependency | condition: service_healthy | read
      dependency | required: false | read
      dependency | restart: true | told
      device | permissions: r | read
      device | target: /dev/b | read
      extension | service: db | read
      inclusion | env_file: a.env | read
      inclusion | project_directory: . | read
      network | attachable: true | told
      network | driver: bridge | read
      network | driver_opts: {com.docker.network.driver.mtu: "1400"} | read
      network | enable_ipv4: true | read
      network | enable_ipv6: true | refused
      network | external: true | refused
      network | internal: true | read
      network | ipam: {} | read
      network | labels: {a: b} | read
      network | name: a | told
      ipam | config: [] | read
      ipam | driver: default | read
      ipam | options: {} | refused
      subnet | aux_addresses: {a: 10.9.0.9} | read
      subnet | gateway: 10.9.0.1 | read
      subnet | ip_range: 10.9.8.0/24 | read
      volume | driver: local | read
      volume | driver_opts: {type: nfs} | refused
      volume | external: true | refused
      volume | labels: {a: b} | told
      volume | name: a | told
      secret | driver: a | refused
      secret | driver_opts: {} | refused
      secret | environment: A | read
      secret | external: true | read
      secret | file: a.env | read
      secret | labels: {} | refused
      secret | template_driver: a | refused
      config | external: true | refused
      config | labels: {} | refused
      config | name: a | told
      config | template_driver: a | refused
      source | content: a | read
      source | environment: HOME_TOWN | read
      source | file: a.env | read
      x-fleet | platforms: [linux/amd64] | read
      x-fleet | version: 1.2.3 | read
      x-fleet | colour: red | refused
      """;

  record Row(String level, String field, String fate) {
    String key() {
      return field.substring(0, field.indexOf(':'));
    }

    String text(String said) {
      return LEVELS.getOrDefault(level, "").replace(HERE, said);
    }
  }

  static Stream<Row> rows() {
    return TABLE
        .lines()
        .map(line -> line.split(" \\| "))
        .map(parts -> new Row(parts[0], parts[1], parts[2]));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void no_key_is_passed_over_in_silence(Row row) {
    switch (row.fate()) {
      case "free" -> assertThat(plan(row.text(row.field())).notes()).isEmpty();
      case "read" -> {
        assertThat(plan(row.text(row.field())).notes()).isEmpty();
        refused(row.text(row.key() + ": [[{a: [b]}]]"));
      }
      case "told" ->
          assertThat(plan(row.text(row.field())).notes())
              .singleElement()
              .asString()
              .contains("." + row.key() + " is not used, because ");
      default -> {
        var refused = refused(row.text(row.field()));
        assertThat(refused)
            .hasMessageMatching("docker-compose.yml:\\d+: .*\\b" + row.key() + "\\b.*");
        assertThat(refused.problem().hint()).isNotBlank();
      }
    }
  }

  private static ProblemException refused(String text) {
    var refused = catchThrowableOfType(ProblemException.class, () -> plan(text));
    assertThat(refused).as(text).isNotNull();
    return refused;
  }

  private static BuildPlan plan(String text) {
    var files =
        new GivenFiles(
            Map.of(
                "docker-compose.yml", text,
                "other.yaml", "services: {other: {image: x}}",
                "a.env", "A=b\n",
                ".env", "HOME_TOWN=Berlin\n"),
            Set.of("Dockerfile"));
    return Planner.plan(files, Occasions.allowing("privileged", "build-network"));
  }

  private static String volume(String mount) {
    return "services: {web: {image: x, volumes: [{%s}]}}\n".formatted(mount) + DECLARED;
  }
}
