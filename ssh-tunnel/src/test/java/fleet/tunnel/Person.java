package fleet.tunnel;

import fleet.contract.node.GatewayFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody with the ordinary OpenSSH client, in a folder of their own: config, key, certificate,
 * known hosts.
 */
final class Person {
  private final Path folder;

  Person(Path folder, String host, GatewayFacts gateway) throws IOException {
    this.folder = Files.createDirectories(folder);
    Shell.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file("key")).orThrow();
    Files.writeString(
        folder.resolve("known_hosts"),
        "[%s]:%d %s\n@cert-authority *.fleet %s\n"
            .formatted(host, gateway.port(), gateway.hostKey(), gateway.hostAuthority()));
    Files.writeString(
        folder.resolve("config"),
        """
        Host gateway
          HostName %s
          Port %d
          User fleet
        Host *.fleet
          ProxyJump gateway
        Host *
          IdentityFile %s
          CertificateFile %s
          IdentitiesOnly yes
          UserKnownHostsFile %s
          GlobalKnownHostsFile none
          StrictHostKeyChecking yes
          BatchMode yes
        """
            .formatted(
                host, gateway.port(), file("key"), file("key-cert.pub"), file("known_hosts")));
  }

  String publicKey() throws IOException {
    return Files.readString(folder.resolve("key.pub")).strip();
  }

  void take(String certificateLine) throws IOException {
    Files.writeString(folder.resolve("key-cert.pub"), certificateLine + "\n");
  }

  Shell.Outcome ssh(String... words) {
    return Shell.run(command(words), new byte[0]);
  }

  Shell.Outcome sshWithInput(byte[] input, String... words) {
    return Shell.run(command(words), input);
  }

  List<String> command(String... words) {
    var command = new ArrayList<>(List.of("ssh", "-F", file("config")));
    command.addAll(List.of(words));
    return command;
  }

  String file(String name) {
    return folder.resolve(name).toString();
  }
}
