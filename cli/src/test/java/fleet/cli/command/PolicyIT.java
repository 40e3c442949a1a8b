package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What services may reach of their machines, said on the command line. */
class PolicyIT {
  @TempDir private static Path home;
  private static RealApi api;

  @BeforeAll
  static void start() {
    api = new RealApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_fleet_is_closed_until_an_owner_opens_it_and_can_be_closed_again() {
    var fleet = api.newFleet(home);
    assertThat(RealApi.run(home, "policy", "show", fleet).err())
        .contains("the services of %s reach nothing of their machines".formatted(fleet));

    var allowed =
        RealApi.run(home, "policy", "allow", fleet, "network", "device:/dev/ttyUSB*", "network");
    assertThat(allowed.out())
        .contains("services of %s may reach: device:/dev/ttyUSB*, network".formatted(fleet));
    assertThat(RealApi.run(home, "policy", "allow", fleet, "pid").exitCode()).isZero();
    assertThat(RealApi.run(home, "policy", "show", fleet).outLines())
        .containsExactly("device:/dev/ttyUSB*", "network", "pid");
    assertThat(RealApi.run(home, "policy", "show", fleet, "--json").out())
        .contains("{\"allowed\":[\"device:/dev/ttyUSB*\",\"network\",\"pid\"]}");

    assertThat(RealApi.run(home, "policy", "deny", fleet, "pid", "network").out())
        .contains("may reach: device:/dev/ttyUSB*");
    assertThat(RealApi.run(home, "policy", "deny", fleet, "device:/dev/ttyUSB*").out())
        .contains("reach nothing");
  }

  @Test
  void what_is_no_word_of_a_policy_is_refused_with_those_there_are() {
    var fleet = api.newFleet(home);

    var nonsense = RealApi.run(home, "policy", "allow", fleet, "everything");
    assertThat(nonsense.exitCode()).isEqualTo(2);
    assertThat(nonsense.err()).contains("'everything' is none of privileged, network", "folder:");
    var absent = RealApi.run(home, "policy", "deny", fleet, "network");
    assertThat(absent.exitCode()).isEqualTo(2);
    assertThat(absent.err())
        .contains("%s does not allow 'network'".formatted(fleet), "fleet policy show");
    assertThat(RealApi.run(home, "policy", "show", "nowhere").exitCode()).isEqualTo(3);
  }
}
