package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.builder.engine.BuildWatcher;
import fleet.builder.engine.ContextArchive;
import fleet.builder.engine.ContextWriter;
import fleet.builder.engine.DockerEngine;
import fleet.builder.engine.EngineException;
import fleet.builder.engine.ImageOrder;
import fleet.builder.engine.ImageOutcome;
import fleet.builder.engine.Step;
import fleet.builder.engine.address.EngineAddress;
import fleet.builder.engine.session.Login;
import fleet.builder.image.RegistryClient;
import fleet.builder.plan.BuildSettings;
import fleet.builder.plan.Recipe;
import fleet.builder.plan.ServiceBuild;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a build fetches from us while it runs, the same on engines of every kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SessionContract {
  private static final String VALUE = "hush-5f2a";

  @TempDir private static Path folder;
  private Lab lab;
  private String base;

  /** The engine that builds. */
  abstract String engine();

  @BeforeAll
  void start() throws Exception {
    Files.createDirectories(folder.resolve("context"));
    lab = new Lab(folder, EngineAddress.parse(engine(), EngineAddress.Files.NONE));
    base = lab.base();
  }

  @AfterAll
  void stop() throws IOException {
    lab.close();
  }

  @Test
  void a_step_reads_a_secret_that_is_in_no_layer() throws Exception {
    var build =
        new Build(
            """
            FROM %s
            RUN --mount=type=secret,id=token,required=true sha256sum /run/secrets/token > /proof
            RUN test ! -s /run/secrets/token
            """
                .formatted(base),
            Map.of("token", SecretBytes.of(VALUE)),
            Map.of());

    assertThat(build.run("secret")).isInstanceOf(ImageOutcome.Built.class);
    assertThat(build.seen()).doesNotContain(VALUE);
    assertThat(build.run("secret")).isInstanceOf(ImageOutcome.Built.class);
    assertThat(build.steps).anyMatch(Step::cached);
  }

  @Test
  void a_secret_that_nobody_gave_ends_the_step_that_requires_it() throws Exception {
    var build =
        new Build(
            "FROM %s\nRUN --mount=type=secret,id=missing,required=true true\n".formatted(base),
            Map.of(),
            Map.of());

    assertThat(build.run("missing"))
        .isInstanceOfSatisfying(
            ImageOutcome.Failed.class, failed -> assertThat(failed.reason()).contains("missing"));
  }

  @Test
  void a_private_base_is_pulled_with_the_login_of_its_host_and_no_other() throws Exception {
    try (var registry = DebianRegistry.startGuarded(folder)) {
      var dockerfile = "FROM %s/library/busybox:1\nRUN true\n".formatted(registry.address());
      var known = new Login("ada", Secret.of("correct horse"));
      var right = new Build(dockerfile, Map.of(), Map.of(registry.address(), known));
      assertThat(right.run("private")).isInstanceOf(ImageOutcome.Built.class);

      var other = new Build(dockerfile, Map.of(), Map.of("127.0.0.1:1", known));
      assertThat(other.run("private")).isInstanceOf(ImageOutcome.Failed.class);

      var wrong = new Login("ada", Secret.of("wrong"));
      var refused = new Build(dockerfile, Map.of(), Map.of(registry.address(), wrong));
      assertThat(refused.run("private").toString())
          .contains("Failed")
          .contains(registry.address())
          .doesNotContain("correct horse");
    }
  }

  @Test
  void an_image_is_pushed_and_read_back() throws Exception {
    var build =
        new Build(
            "FROM %s\nCOPY context.txt /\nRUN cat /context.txt\n".formatted(base),
            Map.of(),
            Map.of());
    var text = "it came through the session: " + UUID.randomUUID();
    Files.writeString(folder.resolve("context").resolve("context.txt"), text);
    var order = build.order("pushed");

    assertThat(lab.engine.build(order, build)).isInstanceOf(ImageOutcome.Built.class);
    assertThat(build.lines).contains(text);
    var token = Secret.of("token");
    var digest = lab.engine.push(order.tag(), token);
    var registry = new RegistryClient(JsonHttp.defaultClient(), lab.registry.url());
    var repository = "%s/pushed".formatted(lab.fleet);
    var image = registry.read(repository, digest, Platform.LINUX_AMD64, token);
    assertThat(image.variant().layers()).hasSizeGreaterThan(1);
    assertThat(lab.engine.tags(order.tag())).containsExactly(order.tag());
    lab.engine.remove(order.tag());
    assertThat(lab.engine.tags(order.tag())).isEmpty();
  }

  @Test
  void it_tells_what_it_runs_programs_of() {
    assertThat(lab.engine.platforms()).contains(Platform.LINUX_AMD64, Platform.LINUX_ARM64);
  }

  @Test
  void an_engine_that_opens_no_session_is_said_not_to_answer() throws Exception {
    var socket = folder.resolve("mute.sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual()
          .start(() -> {
            try {
              server.accept().close();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
      try (var engine = new DockerEngine(new EngineAddress.Socket(socket))) {
        var build = new Build("FROM scratch\n", Map.of(), Map.of());
        assertThatThrownBy(() -> engine.build(build.order("mute"), build))
            .isInstanceOf(EngineException.class)
            .hasMessage("the build engine at unix://%s does not answer".formatted(socket));
      }
    }
  }

  /** A build of one Dockerfile, and all that was seen of it. */
  private final class Build implements BuildWatcher {
    private final String dockerfile;
    private final Map<String, SecretBytes> secrets;
    private final Map<String, Login> logins;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Step> steps = new CopyOnWriteArrayList<>();

    Build(String dockerfile, Map<String, SecretBytes> secrets, Map<String, Login> logins) {
      this.dockerfile = dockerfile;
      this.secrets = secrets;
      this.logins = logins;
    }

    ImageOutcome run(String name) throws IOException {
      var order = order(name);
      var outcome = lab.engine.build(order, this);
      lab.engine.remove(order.tag());
      return outcome;
    }

    ImageOrder order(String name) throws IOException {
      return new ImageOrder(
          "%s/%s/%s:1".formatted(lab.registry.address(), lab.fleet, name),
          Platform.LINUX_AMD64,
          context(),
          BuildSettings.NONE,
          secrets,
          logins,
          false);
    }

    String seen() {
      return lines + " " + steps;
    }

    private ContextArchive context() throws IOException {
      var build =
          new ServiceBuild(
              ServiceName.parse("web"),
              Optional.of("context"),
              new Recipe.Inline(dockerfile),
              BuildSettings.NONE);
      return new ContextWriter(folder, Set.of()).write(build, folder.resolve("context.tar"));
    }

    @Override
    public void step(Step step) {
      steps.add(step);
    }

    @Override
    public void output(String line) {
      lines.add(line);
    }
  }
}
