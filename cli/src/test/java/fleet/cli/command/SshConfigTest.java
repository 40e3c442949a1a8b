package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.SessionId;
import fleet.contract.operator.SshGrant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshConfigTest {
  private static final Path FOLDER = Path.of("/tmp/fleet ssh%1");

  static SshGrant grant(String gatewayHost, int gatewayPort) {
    return new SshGrant(
        SessionId.random(),
        Samples.DEVICE,
        "ssh-ed25519-cert-v01@openssh.com AAAAcert fleet",
        Samples.DEVICE + ".fleet",
        "web",
        gatewayHost,
        gatewayPort,
        "jump",
        List.of("%s ssh-ed25519 AAAAgateway", "@cert-authority *.fleet ssh-ed25519 AAAAhosts"),
        TestShell.NOW.plusSeconds(300));
  }

  private static SshConfig config(int port) {
    return new SshConfig(grant("", port), FOLDER, "10.88.0.1");
  }

  @Test
  void the_device_is_reached_through_the_gateway() {
    assertThat(config(2200).text())
        .contains(
            """
            Host fleet-gateway
              HostName 10.88.0.1
              Port 2200
              User jump
              LogLevel INFO
            Host %s.fleet
              User web
              ProxyJump fleet-gateway
            """
                .formatted(Samples.DEVICE));
  }

  @Test
  void host_keys_are_checked_and_nothing_is_asked() {
    assertThat(config(2200).text().lines().map(String::strip))
        .contains(
            "StrictHostKeyChecking yes",
            "BatchMode yes",
            "GlobalKnownHostsFile /dev/null",
            "IdentitiesOnly yes",
            "IdentityAgent none",
            "ForwardAgent no");
  }

  @Test
  void paths_with_blanks_and_percent_signs_reach_ssh_whole() {
    assertThat(config(2200).text()).contains("IdentityFile \"/tmp/fleet ssh%%1/key\"");
  }

  @Test
  void the_gateways_key_is_pinned_under_the_name_that_ssh_looks_up() {
    assertThat(config(2200).knownHosts())
        .isEqualTo(
            """
            [10.88.0.1]:2200 ssh-ed25519 AAAAgateway
            @cert-authority *.fleet ssh-ed25519 AAAAhosts
            """);
    assertThat(config(22).knownHosts()).startsWith("10.88.0.1 ssh-ed25519 ");
  }

  @Test
  void a_shell_is_the_alias_alone() {
    assertThat(config(2200).command(false, List.of()))
        .containsExactly("ssh", "-F", "/tmp/fleet ssh%1/config", Samples.DEVICE + ".fleet");
  }

  @Test
  void a_command_follows_dashes_so_that_it_is_never_an_option() {
    assertThat(config(2200).command(true, List.of("-v")))
        .endsWith("-t", Samples.DEVICE + ".fleet", "--", "-v");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uname;-m | uname -m",
        "sh;-c;echo a b | sh -c 'echo a b'",
        "echo;it's | echo 'it'\\''s'",
        "echo;;x | echo '' x",
        "echo;$HOME;* | echo '$HOME' '*'"
      })
  void several_words_stay_words_over_there(String words, String line) {
    assertThat(SshConfig.remoteLine(List.of(words.split(";", -1)))).isEqualTo(line);
  }

  @Test
  void a_single_word_is_a_line_of_shell() {
    assertThat(SshConfig.remoteLine(List.of("ls | wc -l"))).isEqualTo("ls | wc -l");
  }
}
