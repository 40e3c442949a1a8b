package fleet.cli.command;

import fleet.contract.operator.SshGrant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts that the ordinary OpenSSH client needs to come in with a grant. Pure.
 *
 * @param folder that holds the key, its certificate and the known hosts
 * @param gatewayHost name or address of the jump host
 */
record SshConfig(SshGrant grant, Path folder, String gatewayHost) {
  private static final String GATEWAY_ALIAS = "fleet-gateway";
  private static final int SSH_PORT = 22;

  /**
   * The client configuration: nothing of the user's own, nothing asked. The gateway may speak at
   * INFO, the level at which ssh shows why a jump was refused.
   */
  String text() {
    return """
    Host %s
      HostName %s
      Port %d
      User %s
      LogLevel INFO
    Host %s
      User %s
      ProxyJump %s
    Host *
      IdentityFile %s
      CertificateFile %s
      IdentitiesOnly yes
      IdentityAgent none
      UserKnownHostsFile %s
      GlobalKnownHostsFile /dev/null
      StrictHostKeyChecking yes
      UpdateHostKeys no
      PreferredAuthentications publickey
      BatchMode yes
      ForwardAgent no
      ForwardX11 no
      ControlMaster no
      ControlPath none
      ConnectTimeout 30
      ServerAliveInterval 15
      LogLevel ERROR
    """
        .formatted(
            GATEWAY_ALIAS,
            gatewayHost,
            grant.gatewayPort(),
            grant.gatewayUser(),
            grant.hostAlias(),
            grant.landing(),
            GATEWAY_ALIAS,
            quoted(SshFolder.KEY),
            quoted(SshFolder.CERTIFICATE),
            quoted(SshFolder.KNOWN_HOSTS));
  }

  /** The known hosts: the gateway's pinned key, and the authority that signs devices' host keys. */
  String knownHosts() {
    var gateway =
        grant.gatewayPort() == SSH_PORT
            ? gatewayHost
            : "[%s]:%d".formatted(gatewayHost, grant.gatewayPort());
    var lines = grant.knownHosts().stream().map(line -> line.replace("%s", gateway)).toList();
    return String.join("\n", lines) + "\n";
  }

  /**
   * The words that start the client.
   *
   * @param tty whether a command gets a terminal; a shell has one anyhow
   * @param remote what to run there; empty for a shell
   */
  List<String> command(boolean tty, List<String> remote) {
    var words = new ArrayList<>(List.of("ssh", "-F", folder.resolve(SshFolder.CONFIG).toString()));
    if (tty) {
      words.add("-t");
    }
    words.add(grant.hostAlias());
    if (!remote.isEmpty()) {
      words.addAll(List.of("--", remoteLine(remote)));
    }
    return words;
  }

  /**
   * The one line that the shell over there reads. A single word is a line already; several are
   * words, and stay so.
   */
  static String remoteLine(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(" ", words.stream().map(SshConfig::shellWord).toList());
  }

  private static String shellWord(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A path as ssh_config reads it: in quotes, with its percent signs doubled. */
  private String quoted(String file) {
    return "\"" + folder.resolve(file).toString().replace("%", "%%") + "\"";
  }
}
