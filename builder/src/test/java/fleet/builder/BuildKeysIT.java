package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.node.BuildKeys;
import fleet.contract.node.RegistryLogin;
import fleet.contract.policy.HostPolicy;
import fleet.contract.release.HostGrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets and logins of a fleet and of a push, from the API to the steps that use them. */
final class BuildKeysIT {
  private static final String VALUE = "hush-7c31-never-told";

  @TempDir private static Path folder;
  private static Lab lab;
  private static String base;
  private static BuilderServer server;
  private static int projects;
  private Project project;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    base = lab.base();
    lab.api.devices(0, 0, 0);
    server = new BuilderServer(lab.config(), lab.database());
    server.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    lab.close();
  }

  @BeforeEach
  void a_project() throws Exception {
    project = lab.project("ada" + projects++);
  }

  @AfterEach
  void the_fleet_keeps_nothing() throws Exception {
    lab.api.buildKeys = BuildKeys.NONE;
    var path = lab.data().resolve("git/%s.git".formatted(lab.fleet));
    var _ = Shell.run(folder, Map.of(), List.of("rm", "-rf", path.toString()));
  }

  @Test
  void a_push_uses_the_fleets_secret_and_no_log_tells_it() throws Exception {
    lab.api.buildKeys =
        new BuildKeys(Map.of("npmrc", SecretBytes.of("_authToken=" + VALUE + "\n")), List.of());
    project
        .file(
            "Dockerfile",
            """
            FROM %s
            RUN --mount=type=secret,id=npmrc,required cat /run/secrets/npmrc; wc -c < /run/secrets/npmrc
            """
                .formatted(base))
        .commit();

    var push = project.push(server.gitPort(), lab.fleet.value(), "no-cache");

    assertThat(push.code()).as(push.output()).isZero();
    assertThat(push.output()).contains("| ***").contains("| 32").doesNotContain(VALUE);
  }

  @Test
  void a_build_is_in_the_network_of_its_server_where_the_fleet_allows_it() throws Exception {
    project
        .file("Dockerfile", "FROM %s\nRUN readlink /proc/self/ns/net\n".formatted(base))
        .file("compose.yaml", "services: {web: {build: {context: ., network: host}}}\n")
        .commit();

    var closed = project.push(server.gitPort(), lab.fleet.value());
    assertThat(closed.code()).isNotZero();
    assertThat(closed.output())
        .contains("compose.yaml:1: services.web.build.network: ")
        .contains(
            "hint: an owner of the fleet does: fleet policy allow %s build-network"
                .formatted(lab.fleet));

    lab.api.policy = new HostPolicy(List.of(HostGrant.parse("build-network")));
    try {
      var open = project.push(server.gitPort(), lab.fleet.value(), "no-cache");
      assertThat(open.code()).as(open.output()).isZero();
      assertThat(open.output()).contains("| " + network());
    } finally {
      lab.api.policy = HostPolicy.CLOSED;
    }
  }

  /** The network that this process and the engine are at home in. */
  private static String network() throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
  }

  @Test
  void a_secret_that_nobody_gave_is_told_before_anything_is_built() throws Exception {
    project
        .file(
            "Dockerfile",
            "FROM %s\nRUN --mount=type=secret,id=npmrc,required true\n".formatted(base))
        .commit();

    var push = project.push(server.gitPort(), lab.fleet.value());

    assertThat(push.code()).isNotZero();
    assertThat(push.output())
        .contains("Dockerfile:2: the build secret 'npmrc' is needed, and nobody gave it")
        .contains("hint: fleet build-secret set %s npmrc".formatted(lab.fleet))
        .doesNotContain("FROM");
  }

  @Test
  void an_upload_brings_secrets_beside_its_files() throws Exception {
    var files =
        Map.of(
            "Dockerfile",
            """
            FROM %s
            COPY . /app
            RUN ls /app/secrets; test ! -e /app/secrets/key.txt
            RUN --mount=type=secret,id=api --mount=type=secret,id=own \\
                echo api $(cat /run/secrets/api) own $(cat /run/secrets/own)
            """
                .formatted(base),
            "secrets/key.txt",
            "own-secret-of-the-project",
            "secrets/README",
            "read me",
            "compose.yaml",
            """
            services:
              web: {build: {context: ., secrets: [{source: token, target: api}, own]}}
            secrets:
              token: {external: true}
              own: {file: secrets/key.txt}
            """);

    var log = upload(Map.of("token", SecretBytes.of(VALUE)), InternalRoutes.tar(files));

    assertThat(log)
        .contains("Succeeded")
        .contains("| api *** own ***")
        .doesNotContain(VALUE)
        .doesNotContain("own-secret");
    assertThat(upload(Map.of(), InternalRoutes.tar(files)))
        .contains(
            "compose.yaml:2: services.web.build.secrets.source: the build secret 'token' is needed");
  }

  @Test
  void a_base_of_a_private_registry_is_pulled_with_the_fleets_login() throws Exception {
    try (var registry = DebianRegistry.startGuarded(folder)) {
      project
          .file("Dockerfile", "FROM %s/library/busybox:1\nRUN true\n".formatted(registry.address()))
          .commit();

      var refused = project.push(server.gitPort(), lab.fleet.value());
      assertThat(refused.code()).isNotZero();
      assertThat(refused.output())
          .contains(
              "%s does not let builds of %s pull %s/library/busybox:1"
                  .formatted(registry.address(), lab.fleet, registry.address()))
          .contains("hint: fleet registry login %s %s".formatted(lab.fleet, registry.address()));

      keepLogin(registry, "wrong");
      assertThat(project.push(server.gitPort(), lab.fleet.value()).output())
          .contains("%s refuses the login 'ada'".formatted(registry.address()));

      keepLogin(registry, "correct horse");
      var push = project.push(server.gitPort(), lab.fleet.value());
      assertThat(push.code()).as(push.output()).isZero();
    }
  }

  private static void keepLogin(DebianRegistry registry, String password) {
    var login = new RegistryLogin(registry.address(), "ada", Secret.of(password));
    lab.api.buildKeys = new BuildKeys(Map.of(), List.of(login));
  }

  private static String upload(Map<String, SecretBytes> secrets, byte[] tar) {
    var events = new ArrayList<String>();
    new InternalRoutes(server.httpPort(), lab.api.serviceKey)
        .upload(lab.fleet, tar, "", secrets, event -> events.add(event.toString()));
    return String.join("\n", events);
  }
}
