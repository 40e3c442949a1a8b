package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.cli.command.CommandFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServerOptionsTest {
  @TempDir private Path folder;

  @Test
  void without_options_there_is_no_tls() {
    assertThat(config().https()).isEmpty();
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
