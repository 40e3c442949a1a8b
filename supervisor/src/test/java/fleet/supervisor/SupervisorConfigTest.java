package fleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import fleet.contract.trust.AuthorityPin;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupervisorConfigTest {
  @Test
  void only_the_server_must_be_given() {
    var config = read("--server", "http://fleet.example:8080/");
    assertThat(config.server()).isEqualTo(URI.create("http://fleet.example:8080"));
    assertThat(config.state()).isEqualTo(Path.of("/var/lib/fleet-supervisor"));
    assertThat(config.runtime()).isEqualTo(Path.of("/run/fleet-supervisor"));
    assertThat(config.engine()).isEqualTo(Path.of("/var/run/docker.sock"));
    assertThat(config.type()).isEqualTo("generic-amd64");
    assertThat(config.doorPort()).isZero();
    assertThat(config.name()).isEmpty();
    assertThat(config.provisioningKey()).isEmpty();
  }

  @Test
  void every_option_is_read_in_both_spellings() {
    var config =
        read(
            "--server=https://fleet.example",
            "--key",
            "secret",
            "--state=/tmp/state",
            "--runtime=/tmp/runtime",
            "--engine",
            "unix:///run/engine.sock",
            "--name=kitchen-pi",
            "--type",
            "raspberrypi4-64",
            "--door-port=5999");
    assertThat(config.provisioningKey()).contains(Secret.of("secret"));
    assertThat(config.state()).isEqualTo(Path.of("/tmp/state"));
    assertThat(config.runtime()).isEqualTo(Path.of("/tmp/runtime"));
    assertThat(config.engine()).isEqualTo(Path.of("/run/engine.sock"));
    assertThat(config.name()).contains(DeviceName.parse("kitchen-pi"));
    assertThat(config.type()).isEqualTo("raspberrypi4-64");
    assertThat(config.doorPort()).isEqualTo(5999);
  }

  @Test
  void the_key_may_come_from_the_environment() {
    var config =
        SupervisorConfig.read(
            List.of("--server", "http://fleet.example"),
            Map.of("FLEET_PROVISIONING_KEY", "from-the-environment"),
            "generic-amd64");
    assertThat(config.provisioningKey()).contains(Secret.of("from-the-environment"));
  }

  @Test
  void the_authority_to_believe_is_for_a_server_over_tls() {
    var pin = "SHA256:" + "a".repeat(43);
    assertThat(read("--server", "https://fleet.example", "--pin", pin).pin())
        .contains(new AuthorityPin(pin));
    assertThat(read("--server", "https://fleet.example").pin()).isEmpty();
    assertThat(faults("--server", "http://fleet.example", "--pin", pin))
        .containsExactly("option --pin: it is for a server at https://");
    assertThat(faults("--server", "https://fleet.example", "--pin", "SHA256:abc"))
        .containsExactly(
            "option --pin: expected an authority such as the server prints it, SHA256: and 43"
                + " characters");
  }

  @Test
  void the_key_is_never_shown() {
    var config = read("--server", "http://fleet.example", "--key", "very-secret");
    assertThat(config.toString()).doesNotContain("very-secret");
    assertThat(faults("--server", "http://fleet.example", "very-secret"))
        .allSatisfy(fault -> assertThat(fault).doesNotContain("very-secret"));
  }

  @Test
  void every_fault_is_named_at_once() {
    assertThat(faults("--servr", "http://fleet.example", "--door-port", "99999", "--key"))
        .containsExactly(
            "unknown option --servr; did you mean --server?",
            "option --key needs a value",
            "option --server is missing",
            "option --door-port: expected a number from 0 to 65535");
  }

  @ParameterizedTest
  @CsvSource({
    "--server, ftp://fleet.example, expected a URL such as http://fleet.example:8080",
    "--server, fleet.example, expected a URL such as http://fleet.example:8080",
    "--engine, tcp://127.0.0.1:2375, expected unix:///path/of/docker.sock",
    "--engine, unix://docker.sock, expected unix:///path/of/docker.sock",
    "--door-port, -1, expected a number from 0 to 65535",
    "--door-port, many, expected a number from 0 to 65535",
    "--key-file, /nowhere/key, could not read the file /nowhere/key"
  })
  void a_wrong_value_is_refused(String key, String value, String reason) {
    assertThat(faults("--server", "http://fleet.example", key, value))
        .containsExactly("option %s: %s".formatted(key, reason));
  }

  private static SupervisorConfig read(String... words) {
    return SupervisorConfig.read(List.of(words), Map.of(), "generic-amd64");
  }

  private static List<String> faults(String... words) {
    return catchThrowableOfType(UsageException.class, () -> read(words)).faults();
  }
}
