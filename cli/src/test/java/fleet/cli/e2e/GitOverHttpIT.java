package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Git over TLS by the installation's authority, where {@code fleet login} is all that is typed. */
@OnEngines
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ServerLogOnFailure.class)
class GitOverHttpIT {
  private World world;
  private Device device;
  private Path repository;
  private String server;

  @BeforeAll
  void start() {
    world = World.startOverTls();
    world.fleet("create", "berlin").run().succeeded();
    device = world.device("berlin", "kitchen-pi");
    var options = world.serverOptions();
    server = options.get(1);
    var login = new ArrayList<>(List.of("login", "--user", "admin", "--password-stdin"));
    login.addAll(options);
    fleet(login).typing(world.adminPassword() + "\n").run().succeeded();
    fleet(List.of("git-config", "--server", server)).run().succeeded();
    repository = world.repository("berlin", Project.twoServices(world.lab.bases(), "first"));
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @Test
  @Order(1)
  void a_push_ends_with_the_release_running_on_the_device() {
    var push = git(repository, "push", "-o", "note=by HTTP", url(), "main").run();

    assertThat(push.exit()).as(push.all()).isZero();
    assertThat(push.err())
        .contains("remote: ")
        .contains("linux/arm/v7")
        .contains("running on 1/1 devices");
    device.awaitHealthy("0.0.0+rev1");
    var release = world.json("release", "list", "berlin").at("/0");
    assertThat(release.at("/note").asText()).isEqualTo("by HTTP");
    assertThat(release.at("/author").asText()).isEqualTo("admin");
  }

  @Test
  @Order(2)
  void what_was_pushed_is_cloned_and_fetched() throws Exception {
    var clone = world.folder.resolve("clone");
    git(world.folder, "clone", "-q", url(), clone.toString()).run().succeeded();
    assertThat(head(clone)).isEqualTo(head(repository));
    assertThat(git(clone, "fetch", "origin").run().succeeded().exit()).isZero();
    assertThat(clone.resolve("docker-compose.yml"))
        .hasSameTextualContentAs(repository.resolve("docker-compose.yml"));
  }

  @Test
  @Order(3)
  void a_push_that_cannot_be_built_is_refused_with_its_reason() throws Exception {
    Files.writeString(
        repository.resolve("docker-compose.yml"), "services: {web: {build: nowhere}}\n");
    world.commit(repository, "builds nothing");
    var push = git(repository, "push", url(), "main").run();
    assertThat(push.exit()).isNotZero();
    assertThat(push.err()).contains("remote: docker-compose.yml:1: services.web.build: ");
    assertThat(world.json("release", "list", "berlin")).hasSize(1);
  }

  @Test
  @Order(4)
  void who_may_not_is_told_in_a_sentence() {
    var looks = world.json("api-key", "add", "looks", "--may", "view").at("/key").asText();
    var wrong = pushAs("admin", "wrong");
    assertThat(wrong.exit()).isNotZero();
    assertThat(wrong.err())
        .contains("remote: nobody is signed in, or the sign-in is over")
        .contains("remote: hint: git takes an API key as the password")
        .contains("Authentication failed");
    assertThat(pushAs("admin", world.adminPassword()).err()).contains("git takes an API key");
    assertThat(pushAs("ci", looks).err())
        .contains("remote: this API key is not made for pushing")
        .contains("error: 403");
    assertThat(git(repository, "ls-remote", as("ci", looks, "berlin")).run().succeeded().out())
        .contains("refs/heads/main");
    assertThat(git(repository, "ls-remote", as("ci", looks, "paris")).run().err())
        .contains("remote: there is no fleet 'paris'")
        .contains("not found");
  }

  @Test
  @Order(5)
  void a_server_that_git_does_not_believe_is_told_nothing() {
    var stranger =
        git(repository, "-c", "http.%s.sslCAInfo=/dev/null".formatted(server), "ls-remote", url())
            .run();
    assertThat(stranger.exit()).isNotZero();
    assertThat(stranger.err()).contains("certificate");
  }

  private Command.Result pushAs(String name, String password) {
    return git(repository, "push", as(name, password, "berlin"), "main").run();
  }

  private String as(String name, String password, String fleet) {
    return "%s/git/%s.git"
        .formatted(server.replace("//", "//%s:%s@".formatted(name, password)), fleet);
  }

  private String url() {
    return server + "/git/berlin.git";
  }

  private String head(Path folder) {
    return git(folder, "rev-parse", "HEAD").run().succeeded().out();
  }

  private Command fleet(List<String> words) {
    return configured(world.fleet(words.toArray(String[]::new)));
  }

  private Command git(Path folder, String... words) {
    // What this machine says of authorities would come before what is configured.
    var all = new ArrayList<>(List.of("env", "-u", "GIT_SSL_CAINFO", "git"));
    all.addAll(List.of(words));
    return configured(Command.of(folder, all));
  }

  /** As one user: the configuration of git and of fleet, and fleet on the path. */
  private Command configured(Command command) {
    return command
        .with("GIT_CONFIG_GLOBAL", world.folder.resolve("gitconfig").toString())
        .with("GIT_CONFIG_NOSYSTEM", "1")
        .with("GIT_TERMINAL_PROMPT", "0")
        .with("XDG_CONFIG_HOME", world.folder.resolve("config").toString())
        .with("PATH", World.root().resolve("bin") + ":" + System.getenv("PATH"));
  }
}
