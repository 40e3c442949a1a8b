package fleet.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fleet.contract.identity.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {
  private static final URI API = URI.create("http://127.0.0.1:8080");

  private static RegistryConfig config(List<String> hosts, int port, URI api, String key) {
    return new RegistryConfig(hosts, port, Path.of("data"), api, Secret.of(key));
  }

  @Test
  void a_good_config_is_taken_and_hides_its_key() {
    var config = config(List.of("127.0.0.1", "10.88.0.1"), 5000, API, "hush");
    assertThat(config.port()).isEqualTo(5000);
    assertThat(config.toString()).doesNotContain("hush");
  }

  @Test
  void all_faults_are_told_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(List.of(), 70_000, URI.create("api"), " "))
        .withMessageContainingAll("listenHosts", "port", "apiUrl", "serviceKey");
  }

  @Test
  void any_port_works_on_one_host_only() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(List.of("127.0.0.1", "::1"), 0, API, "k"))
        .withMessage("port: 0 works with one listen host only");
  }
}
