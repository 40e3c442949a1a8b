package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshIT {
  @TempDir private Path home;
  private final FakeFleet server = new FakeFleet();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestShell.Ran run(String... arguments) {
    return TestShell.signedIn(home, server).run(arguments);
  }

  /** What the ordinary client understands of a configuration. */
  private static String understood(SshConfig config, String alias)
      throws IOException, InterruptedException {
    var file = config.folder().resolve(SshFolder.CONFIG).toString();
    var process =
        new ProcessBuilder("ssh", "-G", "-F", file, alias).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void the_ordinary_client_understands_what_is_laid_out_for_it() throws Exception {
    try (var folder = SshFolder.create()) {
      var config = folder.write(SshConfigTest.grant("", 2200), "10.88.0.1");
      var path = config.folder();
      assertThat(understood(config, Samples.DEVICE + ".fleet").lines())
          .contains(
              "user web",
              "proxyjump fleet-gateway",
              "stricthostkeychecking true",
              "batchmode yes",
              "identityfile " + path.resolve("key"),
              "certificatefile " + path.resolve("key-cert.pub"),
              "userknownhostsfile " + path.resolve("known_hosts"));
      assertThat(understood(config, "fleet-gateway").lines())
          .contains(
              "hostname 10.88.0.1",
              "port 2200",
              "user jump",
              "loglevel INFO",
              "stricthostkeychecking true");
    }
  }

  @Test
  void the_folder_is_private_and_gone_afterwards() throws Exception {
    Path path;
    try (var folder = SshFolder.create()) {
      path = folder.write(SshConfigTest.grant("", 2200), "10.88.0.1").folder();
      assertThat(folder.publicKey()).startsWith("ssh-ed25519 AAAA").endsWith(" fleet");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("key"))))
          .isEqualTo("rw-------");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void nobody_lands_somewhere_by_leaving_the_service_out() {
    server.answers("GET /devices/kitchen-pi", Samples.device("web", "worker"));
    var ran = run("ssh", "kitchen-pi");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errLines())
        .containsExactly(
            "fleet: kitchen-pi runs web, worker; say where to land",
            "  hint: fleet ssh kitchen-pi SERVICE, or: fleet ssh kitchen-pi host");
  }

  @Test
  void an_operator_without_a_permit_gets_the_servers_sentence() {
    server
        .answers("GET /devices/kitchen-pi", Samples.device("web"))
        .refuses(
            "POST /devices/%s/sessions".formatted(Samples.DEVICE),
            ProblemCode.FORBIDDEN,
            "vera may not open sessions on kitchen-pi",
            "ask an owner");
    assertThat(run("ssh", "kitchen-pi", "web"))
        .isEqualTo(
            new TestShell.Ran(
                4, "", "fleet: vera may not open sessions on kitchen-pi\n  hint: ask an owner\n"));
  }

  @Test
  void a_device_that_is_not_connected_ends_with_five() {
    server
        .answers("GET /devices/kitchen-pi", Samples.device("web"))
        .refuses(
            "POST /devices/%s/sessions".formatted(Samples.DEVICE),
            ProblemCode.OFFLINE,
            "kitchen-pi is not connected",
            "");
    assertThat(run("ssh", "kitchen-pi", "web", "--", "true").exitCode()).isEqualTo(5);
  }
}
