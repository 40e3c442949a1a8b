package fleet.supervisor.plan;

import static fleet.supervisor.Specs.spec;
import static fleet.supervisor.plan.World.NAMES;
import static fleet.supervisor.plan.World.container;
import static fleet.supervisor.plan.World.release;
import static fleet.supervisor.plan.World.service;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.ServiceTarget;
import fleet.contract.release.Confinement;
import fleet.contract.release.NetworkJoin;
import fleet.contract.release.NetworkShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Networks that a release names: made, joined, replaced and taken away. */
class NetworkPlanTest {
  private final World world = new World();

  @Test
  void each_network_is_made_once_and_that_of_all_only_where_somebody_is_in_it() {
    var web = service("web", "one", spec().networks(join("front"), join("back")).build());
    var db = service("db", "one", spec().networks(join("back")).build());
    world.withoutNetwork().has(web).has(db).wants(release(web, db));

    assertThat(world.plan()).containsExactly(create("front"), create("back"));
    assertThat(Networks.places(NAMES, service("db", "one")).getFirst().network())
        .isEqualTo(NAMES.network());
  }

  @Test
  void a_container_is_in_all_its_networks_before_it_starts() {
    var place =
        new NetworkJoin("back", List.of("store"), Optional.of("10.0.0.9"), Optional.empty());
    var web = service("web", "one", spec().networks(join("front"), place).build());
    world.networks(name("front"), name("back")).has(web).wants(release(web));
    world.has(container(web).in(name("front")));

    assertThat(world.plan())
        .containsExactly(
            new Step.JoinNetwork(
                container(web).id(),
                web.service(),
                new Networks.Place(
                    name("back"), List.of("web", "store"), Optional.of("10.0.0.9"))));

    world.has(container(web).in(name("front"), name("back")));
    assertThat(world.plan()).containsExactly(new Step.StartContainer(container(web).id(), web));
  }

  @Test
  void who_has_no_network_needs_none_to_be_made() {
    var own = new Confinement(List.of(), false, Map.of(), true);
    var web = service("web", "one", spec().confinement(own).build());
    world.withoutNetwork().has(web).has(container(web).running().in("none")).wants(release(web));

    assertThat(world.plan()).isEmpty();
  }

  @Test
  void a_service_that_says_nothing_is_left_where_it_is() {
    var web = service("web", "one");
    world.has(web).has(container(web).running().in("somewhere")).wants(release(web));

    assertThat(world.plan()).isEmpty();
  }

  @Test
  void a_network_that_no_service_is_in_goes_when_all_is_done() {
    var web = service("web", "one", spec().networks(join("front")).build());
    world.networks(name("front"), name("back"), NAMES.network());
    world.has(web).has(container(web).running().in(name("front"))).wants(release(web));

    assertThat(world.plan())
        .containsExactlyInAnyOrder(
            new Step.RemoveNetwork(name("back")), new Step.RemoveNetwork(NAMES.network()));
  }

  @Test
  void a_network_of_other_addresses_comes_after_the_one_before_is_gone() {
    var before = inSubnet("10.0.0.0/24");
    var after = inSubnet("10.0.0.0/16");
    var old = Networks.places(NAMES, before).getFirst().network();
    world.networks(old).has(before).has(after).wants(release(after));
    world.has(container(before).running().in(old));

    assertThat(world.plan())
        .containsExactly(new Step.StopContainer(container(before).id(), before.service()));
    world.has(container(before).exited(0).in(old));
    assertThat(world.plan())
        .containsExactly(new Step.RemoveContainer(container(before).id(), before.service()));
    world.without(container(before));
    assertThat(world.plan()).containsExactly(new Step.RemoveNetwork(old));
    world.networks();
    assertThat(world.plan())
        .singleElement()
        .isInstanceOf(Step.CreateNetwork.class)
        .isNotEqualTo(new Step.CreateNetwork(new Network(old, NetworkShape.PLAIN)));
  }

  private static ServiceTarget inSubnet(String cidr) {
    var shape =
        new NetworkShape(
            false,
            Map.of(),
            Map.of(),
            List.of(new NetworkShape.Subnet(cidr, Optional.empty(), Optional.empty(), Map.of())));
    var join = new NetworkJoin("front", List.of(), Optional.empty(), Optional.of(shape));
    return service("web", "one", spec().networks(join).build());
  }

  private static Step create(String network) {
    return new Step.CreateNetwork(new Network(name(network), NetworkShape.PLAIN));
  }

  private static NetworkJoin join(String network) {
    return new NetworkJoin(network, List.of(), Optional.empty(), Optional.empty());
  }

  private static String name(String network) {
    return NAMES.network() + "-" + network;
  }
}
