package fleet.builder.engine.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.builder.engine.address.EngineAddress.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineAddressTest {
  private static final Files CERTIFICATES =
      new Files(Optional.of(Path.of("/keys")), Optional.empty());

  @Test
  void sockets_tcp_and_ssh_are_read_with_their_usual_ports() {
    assertThat(parse("unix:///var/run/docker.sock"))
        .isEqualTo(new EngineAddress.Socket(Path.of("/var/run/docker.sock")));
    assertThat(parse("tcp://127.0.0.1")).isEqualTo(new EngineAddress.Plain("127.0.0.1", 2375));
    assertThat(EngineAddress.parse("tcp://pi", CERTIFICATES))
        .isEqualTo(new EngineAddress.Tls("pi", 2376, Path.of("/keys")));
    assertThat(parse("ssh://pi@10.0.0.7"))
        .isEqualTo(
            new EngineAddress.Ssh(
                "pi@10.0.0.7",
                Optional.empty(),
                "/var/run/docker.sock",
                Optional.empty(),
                Optional.empty()));
    assertThat(parse("ssh://pi:2222/run/user/1000/docker.sock"))
        .isEqualTo(
            new EngineAddress.Ssh(
                "pi",
                Optional.of(2222),
                "/run/user/1000/docker.sock",
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker.sock | an engine is unix:///path, tcp://host:port or ssh://user@host",
        "http://pi | an engine is unix:///path",
        "unix://docker.sock | with three slashes",
        "unix:/// | with three slashes",
        "tcp://pi:2375 | without TLS everybody on the way is root there",
        "tcp://10.0.0.7 | without TLS",
        "tcp:// | is not the address of an engine",
        "tcp://me@localhost | tcp://host:port",
        "tcp://localhost:70000 | names no port",
        "ssh://pi:secret@host | without a password",
        "ssh://-oProxyCommand=sh | ssh://user@host:port",
        "ssh://a@-oProxyCommand | ssh://user@host:port",
        "ssh://pi:0 | names no port",
        "ssh://pi/a:b | is not the path of a socket",
        "a b | is not the address of an engine"
      })
  void what_is_none_is_refused(String text, String reason) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason.strip());
  }

  @Test
  void a_password_is_not_repeated() {
    assertThatThrownBy(() -> parse("ssh://pi:hush@host")).hasMessageNotContaining("hush");
  }

  @Test
  void keys_are_for_what_they_open() {
    assertThatThrownBy(() -> EngineAddress.parse("unix:///s", CERTIFICATES))
        .hasMessageContaining("certificates are for tcp://");
    var config = new Files(Optional.empty(), Optional.of(Path.of("/config")));
    assertThatThrownBy(() -> EngineAddress.parse("tcp://localhost", config))
        .hasMessageContaining("ssh-config is for ssh://");
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///s, false, local",
    "tcp://localhost:1, false, localhost",
    "tcp://[::1]:1, false, 1",
    "ssh://me@127.0.0.1, false, 127-0-0-1",
    "ssh://me@Pi.example.com, true, pi-example-com"
  })
  void one_of_another_machine_is_known_and_all_have_a_name(
      String text, boolean elsewhere, String name) {
    var address = parse(text);

    assertThat(address.isElsewhere()).isEqualTo(elsewhere);
    assertThat(address.usualName()).isEqualTo(name);
  }

  private static EngineAddress parse(String text) {
    return EngineAddress.parse(text, Files.NONE);
  }
}
