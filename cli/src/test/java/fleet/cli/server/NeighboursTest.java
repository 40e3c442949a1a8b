package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.cli.command.CommandFailure;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NeighboursTest {
  @Test
  void parts_find_each_other_on_this_machine_by_their_ports() {
    var found = neighbours("--http-port=1", "--registry-port=2", "--builder-port=3");
    assertThat(found.api()).isEqualTo(URI.create("http://127.0.0.1:1"));
    assertThat(found.registry()).isEqualTo(URI.create("http://127.0.0.1:2"));
    assertThat(found.builder()).isEqualTo(URI.create("http://127.0.0.1:3"));
    assertThat(found.tunnel()).isEqualTo(URI.create("http://127.0.0.1:8082"));
    assertThat(found.builderHttp().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(found.builderHttp().getPort()).isEqualTo(3);
  }

  @Test
  void parts_on_other_machines_are_found_where_they_are_said_to_be() {
    var found =
        neighbours(
            "--api-url=https://fleet.example.com",
            "--builder-url=http://10.0.0.5:8081",
            "--internal-listen=10.0.0.4",
            "--insecure");
    assertThat(found.api()).isEqualTo(URI.create("https://fleet.example.com"));
    assertThat(found.builder()).isEqualTo(URI.create("http://10.0.0.5:8081"));
    assertThat(found.tunnelHttp().getAddress().getHostAddress()).isEqualTo("10.0.0.4");
  }

  @Test
  void what_opens_everything_leaves_this_machine_only_over_tls_or_when_somebody_insists() {
    assertThatThrownBy(
            () -> neighbours("--tunnel-url=http://10.0.0.5:8082", "--internal-listen=10.0.0.4"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "--internal-listen 10.0.0.4, beyond this machine, is without TLS and needs --insecure; "
                + "--tunnel-url http://10.0.0.5:8082, beyond this machine, is without TLS and needs"
                + " --insecure");
    assertThat(neighbours("--tunnel-url=https://10.0.0.5:8082").tunnel().getPort()).isEqualTo(8082);
  }

  @Test
  void what_is_no_address_is_refused() {
    assertThatThrownBy(() -> neighbours("--registry-url=10.0.0.5"))
        .hasMessageContaining("--registry-url: '10.0.0.5' is not an address such as");
  }

  private static Neighbours neighbours(String... words) {
    var options = new ServerOptions();
    var places = new NeighbourOptions();
    var command = new CommandLine(CommandLine.Model.CommandSpec.create());
    command.addMixin("server", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
    command.addMixin("places", CommandLine.Model.CommandSpec.forAnnotatedObject(places));
    var _ = command.parseArgs(words);
    return places.neighbours(options.config(Map.of()));
  }
}
