package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.cli.command.CommandFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServerOptionsTest {
  @TempDir private Path folder;

  @Test
  void without_options_there_is_no_tls() {
    assertThat(config().https()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.77.1.1", "::"})
  void beyond_this_machine_there_is_tls_and_nothing_plain_of_itself(String host) {
    var config = config("--listen=" + host);
    assertThat(config.https().orElseThrow().port()).isEqualTo(8443);
    assertThat(config.plainListen()).containsExactly("127.0.0.1");
    assertThat(config.plainBeyondHere()).isEmpty();
  }

  @Test
  void on_loopback_there_is_tls_for_who_asks() {
    assertThat(config("--listen=::1").https()).isEmpty();
    assertThat(config("--https-port=9443").https().orElseThrow().port()).isEqualTo(9443);
  }

  @Test
  void who_insists_is_without_tls_and_warned_of_each_address() {
    var config = config("--listen=10.77.1.1", "--listen=127.0.0.1", "--insecure");
    assertThat(config.https()).isEmpty();
    assertThat(config.plainBeyondHere()).containsExactly("10.77.1.1");
  }

  @Test
  void a_certificate_is_brought_with_its_key() {
    refused("--tls-cert and --tls-key belong together", "--https-port=8443", "--tls-cert=c.pem");
    refused("--tls-cert and --tls-key belong together", "--https-port=8443", "--tls-key=k.pem");
  }

  @Test
  void a_certificate_that_cannot_be_read_is_told_before_anything_starts() {
    var missing = folder.resolve("c.pem");
    refused(
        "there is no file " + missing, "--https-port=8443", "--tls-cert=" + missing, "--tls-key=k");
  }

  @Test
  void names_are_for_the_certificate_of_the_installation() {
    refused("--public-name is for --https-port, which is missing", "--public-name=fleet.test");
  }

  private void refused(String sentence, String... options) {
    assertThatThrownBy(() -> config(options))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(sentence);
  }

  private ServerConfig config(String... options) {
    var all = Stream.concat(Stream.of("--data=" + folder), Stream.of(options));
    return CommandLine.populateCommand(new ServerOptions(), all.toArray(String[]::new))
        .config(Map.of("HOME", folder.toString()));
  }
}
