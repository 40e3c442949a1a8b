package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fleet.builder.engine.BuildWatcher;
import fleet.builder.engine.ContextWriter;
import fleet.builder.engine.DockerEngine;
import fleet.builder.engine.EngineException;
import fleet.builder.engine.ImageOrder;
import fleet.builder.engine.ImageOutcome;
import fleet.builder.engine.Step;
import fleet.builder.engine.address.EngineAddress;
import fleet.builder.plan.BuildSettings;
import fleet.builder.plan.Recipe;
import fleet.builder.plan.ServiceBuild;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines behind TLS and behind an SSH server: all that a build takes comes through. */
final class EngineWaysIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final java.nio.file.CopyOption REPLACE =
      java.nio.file.StandardCopyOption.REPLACE_EXISTING;

  @TempDir private static Path folder;
  private static Lab lab;
  private static String base;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    base = lab.base();
  }

  @AfterAll
  static void stop() throws IOException {
    lab.close();
  }

  @Test
  void an_engine_behind_tls_builds_with_a_secret_and_pushes_and_others_are_refused()
      throws Exception {
    var keys = new TestCertificates(Files.createDirectories(folder.resolve("tls")));
    var strangers = new TestCertificates(Files.createDirectories(folder.resolve("other")));
    var port = DebianRegistry.freePort();
    try (var process =
        EngineProcess.start(
            "tls",
            "--host=tcp://127.0.0.1:" + port,
            "--tlsverify",
            "--tlscacert=" + keys.folder().resolve("ca.pem"),
            "--tlscert=" + keys.folder().resolve("server.pem"),
            "--tlskey=" + keys.folder().resolve("server-key.pem"))) {
      assertThat(process.tags()).isEmpty();
      try (var engine = overTls(port, keys.folder())) {
        assertBuilds(engine, lab.registry.address());
      }
      try (var engine = overTls(port, strangers.folder())) {
        assertThatThrownBy(engine::version)
            .isInstanceOf(EngineException.class)
            .hasMessage(
                "the build engine at tcp://127.0.0.1:%d does not answer: ca.pem does not vouch for its certificate"
                    .formatted(port));
        assertThatThrownBy(engine::platforms).isInstanceOf(EngineException.class);
      }
      Files.copy(keys.folder().resolve("ca.pem"), strangers.folder().resolve("ca.pem"), REPLACE);
      try (var engine = overTls(port, strangers.folder())) {
        // Its alert may come when our own bytes have broken the connection already.
        await()
            .atMost(SOON)
            .untilAsserted(() ->
                assertThatThrownBy(engine::version)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("it does not accept our certificate"));
      }
      Files.delete(strangers.folder().resolve("key.pem"));
      try (var engine = overTls(port, strangers.folder())) {
        assertThatThrownBy(engine::version)
            .hasMessageContaining(strangers.folder().resolve("key.pem") + " is not there");
      }
    }
  }

  @Test
  void an_engine_behind_an_ssh_server_builds_with_a_secret_and_an_unknown_host_is_refused()
      throws Exception {
    var engineSocket = lab.engineSocket();
    var keys = Files.createDirectories(folder.resolve("ssh"));
    try (var sshd = new SshServer(keys)) {
      var config = sshd.clientConfig(sshd.knownHosts());
      var carried = new EngineAddress.Carried(DebianRegistry.freePort(), lab.registry.address());
      var address =
          new EngineAddress.Ssh(
              "root@127.0.0.1",
              Optional.of(sshd.port()),
              engineSocket,
              Optional.of(config),
              Optional.of(carried));
      try (var engine = new DockerEngine(address)) {
        assertBuilds(engine, "127.0.0.1:" + carried.port());
        sshd.endConnections();
        await().atMost(SOON).untilAsserted(() -> assertThat(engine.version().tool()).isNotNull());
      }
      var unknown = sshd.clientConfig(Files.writeString(keys.resolve("nobody"), ""));
      var refused =
          new EngineAddress.Ssh(
              "root@127.0.0.1",
              Optional.of(sshd.port()),
              engineSocket,
              Optional.of(unknown),
              Optional.empty());
      try (var engine = new DockerEngine(refused)) {
        assertThatThrownBy(engine::version)
            .isInstanceOf(EngineException.class)
            .hasMessage(
                "the build engine at %s does not answer: ssh: Host key verification failed."
                    .formatted(refused));
      }
    }
  }

  private static DockerEngine overTls(int port, Path certificates) {
    return new DockerEngine(
        EngineAddress.parse(
            "tcp://127.0.0.1:" + port,
            new EngineAddress.Files(Optional.of(certificates), Optional.empty())));
  }

  /** The context, a secret, what a step prints, and the push. */
  private static void assertBuilds(DockerEngine engine, String registry) throws IOException {
    var text = UUID.randomUUID().toString();
    var context = Files.createDirectories(folder.resolve("context"));
    Files.writeString(context.resolve("text"), text);
    var build =
        new ServiceBuild(
            ServiceName.parse("web"),
            Optional.of("context"),
            new Recipe.Inline(
                """
                FROM %s
                COPY text /
                RUN --mount=type=secret,id=token,required=true cat /text /run/secrets/token | wc -c
                """
                    .formatted(base)),
            BuildSettings.NONE);
    var lines = new CopyOnWriteArrayList<String>();
    var order =
        new ImageOrder(
            "%s/%s/web:%s".formatted(registry, lab.fleet, text),
            Platform.LINUX_AMD64,
            new ContextWriter(folder, Set.of()).write(build, folder.resolve("context.tar")),
            BuildSettings.NONE,
            Map.of("token", SecretBytes.of("four")),
            Map.of(),
            false);

    assertThat(engine.version().architecture()).isEqualTo("amd64");
    assertThat(engine.platforms()).contains(Platform.LINUX_AMD64);
    assertThat(engine.build(order, watcher(lines))).isInstanceOf(ImageOutcome.Built.class);
    assertThat(lines).contains("40");
    assertThat(engine.push(order.tag(), Secret.of("token"))).isNotNull();
    assertThat(engine.tags(order.tag())).containsExactly(order.tag());
    engine.remove(order.tag());
    assertThat(engine.tags(order.tag())).isEmpty();
  }

  private static BuildWatcher watcher(List<String> lines) {
    return new BuildWatcher() {
      @Override
      public void step(Step step) {}

      @Override
      public void output(String line) {
        lines.add(line);
      }
    };
  }
}
