package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import fleet.contract.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Real supervisors and the real API over TLS, whose authority no machine knows. */
@TestInstance(Lifecycle.PER_CLASS)
class SupervisorOverTlsIT {
  private static final String ANOTHER = "SHA256:" + "A".repeat(43);

  private final RealApi api = new RealApi();
  private String fleet = "";
  private Supervisors supervisors;

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet() {
    supervisors = new Supervisors(home);
    fleet = api.newFleet(home);
  }

  @AfterEach
  void end() {
    supervisors.close();
  }

  private String key() throws JsonProcessingException {
    var added = RealApi.run(home, "device", "add", fleet, "--json");
    return Json.mapper().readTree(added.out()).at("/key").asText();
  }

  private Process online(String name) throws JsonProcessingException {
    var joined =
        supervisors.join(name, key(), "--name", name, "--server", api.tlsUrl(), "--pin", api.pin());
    supervisors.awaitOnline(name);
    return joined;
  }

  private String devices() {
    return RealApi.run(home, "device", "list", "--fleet", fleet, "--json").out();
  }

  @Test
  void a_device_that_was_told_the_authority_joins_and_stays_connected() throws Exception {
    var name = "pinned-" + fleet;
    var _ = online(name);
    assertThat(supervisors.complained(name)).doesNotContain("could not register");
  }

  @Test
  void one_that_was_told_another_says_so_and_tells_the_server_nothing() throws Exception {
    var process = supervisors.join("misled", key(), "--server", api.tlsUrl(), "--pin", ANOTHER);
    supervisors.awaitComplaint(
        "misled",
        "the server shows the authority %s, and this device believes %s alone"
            .formatted(api.pin(), ANOTHER));
    assertThat(process.isAlive()).isTrue();
    assertThat(devices()).doesNotContain(fleet);
  }

  @Test
  void one_that_was_told_none_believes_only_what_its_machine_does() throws Exception {
    var _ = supervisors.join("unpinned", key(), "--server", api.tlsUrl());
    supervisors.awaitComplaint("unpinned", "unable to find valid certification path");
    assertThat(devices()).doesNotContain(fleet);
  }

  @Test
  void a_device_that_joined_is_led_to_no_other_server_by_its_address() throws Exception {
    var name = "led-" + fleet;
    var joined = online(name);
    joined.destroyForcibly().waitFor();
    try (var other = new RealApi()) {
      var _ = supervisors.join(name, "", "--server", other.tlsUrl(), "--pin", api.pin());
      supervisors.awaitComplaint(
          name,
          "the server shows the authority %s, and this device believes %s alone"
              .formatted(other.pin(), api.pin()));
    }
  }
}
