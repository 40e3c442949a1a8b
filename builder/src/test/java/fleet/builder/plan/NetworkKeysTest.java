package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.NetworkJoin;
import fleet.contract.release.NetworkShape;
import fleet.contract.release.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of a project, and where its services are in them. */
final class NetworkKeysTest {
  private static final String NETWORKS =
      """
      networks:
        front:
        back:
          driver: bridge
          internal: true
          labels: [team=kitchen]
          driver_opts: {com.docker.network.driver.mtu: 1400}
          ipam:
            driver: default
            config:
              - subnet: 172.28.0.0/16
                ip_range: 172.28.5.0/24
                gateway: 172.28.0.1
                aux_addresses: {printer: 172.28.0.2}
      """;

  private static final NetworkShape BACK =
      new NetworkShape(
          true,
          Map.of("com.docker.network.driver.mtu", "1400"),
          Map.of("team", "kitchen"),
          List.of(
              new NetworkShape.Subnet(
                  "172.28.0.0/16",
                  Optional.of("172.28.5.0/24"),
                  Optional.of("172.28.0.1"),
                  Map.of("printer", "172.28.0.2"))));

  @Test
  void both_forms_are_read_and_the_highest_priority_comes_first() {
    var specs =
        specs(
            """
            services:
              web:
                image: x
                networks: [front, back]
              db:
                image: x
                networks:
                  front: {aliases: [data, data, store.local]}
                  back: {ipv4_address: 172.28.5.9, priority: 10}
            """
                + NETWORKS);

    assertThat(service(specs, "web").networks())
        .contains(List.of(join("back", Optional.of(BACK)), join("front", Optional.empty())));
    assertThat(service(specs, "db").networks())
        .contains(
            List.of(
                new NetworkJoin("back", List.of(), Optional.of("172.28.5.9"), Optional.of(BACK)),
                new NetworkJoin(
                    "front", List.of("data", "store.local"), Optional.empty(), Optional.empty())));
  }

  @Test
  void who_says_nothing_of_networks_is_written_as_before() {
    assertThat(specs("services: {web: {image: x}}\n" + NETWORKS).values())
        .containsOnly(ServiceSpec.plain());
    assertThat(specs("services: {web: {image: x, networks: [default]}}").values())
        .containsOnly(ServiceSpec.plain());
  }

  @Test
  void the_network_of_all_may_be_another() {
    var specs =
        specs("services: {web: {image: x}}\nnetworks: {default: {internal: true}}").values();

    assertThat(specs.iterator().next().networks())
        .contains(
            List.of(
                join(
                    "default",
                    Optional.of(new NetworkShape(true, Map.of(), Map.of(), List.of())))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "networks: [side]           | network 'side' is not declared | add it under networks:",
        "networks: {front: {ipv4_address: 10.0.0.1}} | network 'front' has no subnet | ipam",
        "networks: {back: {ipv4_address: 10.0.0.1}}  | '10.0.0.1' is not an address of the subnet |",
        "networks: {back: {ipv4_address: 172.28.0.x}} | is not an address of the subnet |",
        "networks: {front: {aliases: [a b]}} | 'a b' is not a host's name |",
        "networks: {front: {priority: first}} | 'first' is not a whole number |",
        "networks: [front], network_mode: none | cannot stand beside network_mode | keep one",
      })
  void a_place_that_cannot_be_is_refused(String field, String message, String hint) {
    var refused = refused("services: {web: {image: x, %s}}\n".formatted(field) + NETWORKS);

    assertThat(refused)
        .hasMessageContaining(message)
        .hasMessageStartingWith("docker-compose.yml:1:");
    assertThat(refused.problem().hint()).contains(hint == null ? "" : hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{a b: {}}                            | networks.a b: is not a network's name",
        "{a: {driver: overlay}}               | networks.a.driver: 'overlay' is not supported",
        "{a: {external: true}}                | networks.a.external: is not supported",
        "{a: {external: {name: b}}}           | networks.a.external: is not supported",
        "{a: {driver_opts: {com.docker.network.bridge.name: br0}}} | bridge.name: is not supported",
        "{a: {labels: {fleet.device: x}}}     | are Fleet's own",
        "{a: {ipam: {driver: null-ipam}}}     | 'null-ipam' is not supported",
        "{a: {ipam: {config: [{gateway: 10.0.0.1}]}}} | needs subnet",
        "{a: {ipam: {config: [{subnet: 10.0.0.0/33}]}}} | is not a range of IPv4 addresses",
        "{a: {ipam: {config: [{subnet: 10.0.0.0/16, gateway: 10.1.0.1}]}}} | is not an address of",
        "{a: {ipam: {config: [{subnet: 10.0.0.0/16, ip_range: 10.1.0.0/24}]}}} | is not within",
      })
  void a_network_that_no_device_can_make_is_refused(String networks, String message) {
    assertThat(refused("services: {web: {image: x}}\nnetworks: " + networks))
        .hasMessageContaining(message)
        .hasMessageStartingWith("docker-compose.yml:2:");
  }

  @Test
  void an_address_is_given_once() {
    var one = "{image: x, networks: {back: {ipv4_address: 172.28.5.9}}}";

    assertThat(refused("services: {a: %s, b: %s}\n".formatted(one, one) + NETWORKS))
        .hasMessageContaining("another service has 172.28.5.9 too");
  }

  private static NetworkJoin join(String name, Optional<NetworkShape> shape) {
    return new NetworkJoin(name, List.of(), Optional.empty(), shape);
  }

  private static ProblemException refused(String text) {
    return catchThrowableOfType(ProblemException.class, () -> specs(text));
  }

  private static Map<ServiceName, ServiceSpec> specs(String text) {
    return Planner.plan(GivenFiles.compose(text), Occasions.USUAL).composition().services();
  }

  private static ServiceSpec service(Map<ServiceName, ServiceSpec> specs, String name) {
    return Objects.requireNonNull(specs.get(ServiceName.parse(name)));
  }
}
