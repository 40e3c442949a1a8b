package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleet build-secret} and {@code fleet registry} against the real API. */
@TestInstance(Lifecycle.PER_CLASS)
class BuildKeysIT {
  private static final String VALUE = "correct-horse-battery";
  private final RealApi api = new RealApi();

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void the_admin_is_signed_in() {
    api.signInAdmin(home);
  }

  @Test
  void secrets_of_builds_are_set_listed_and_forgotten_and_never_shown() throws IOException {
    assertThat(run("create", "kitchen").err()).isEmpty();
    assertThat(run("build-secret", "list", "kitchen").err())
        .isEqualTo("no build secrets; keep one: fleet build-secret set kitchen NAME\n");
    assertThat(RealApi.typing(home, VALUE, "build-secret", "set", "kitchen", "npmrc").out())
        .isEqualTo("npmrc: set for builds of kitchen\n");
    var file = Files.writeString(home.resolve("key.pem"), VALUE);
    assertThat(
            run("build-secret", "set", "kitchen", "key", "--from-file", file.toString()).exitCode())
        .isZero();

    var listed = run("build-secret", "list", "kitchen");
    assertThat(listed.outLines()).hasSize(3).anyMatch(line -> line.startsWith("npmrc"));
    assertThat(run("build-secret", "list", "kitchen", "--json").out()).doesNotContain(VALUE);
    assertThat(run("build-secret", "set", "kitchen", "npmrc=" + VALUE).exitCode()).isEqualTo(2);

    assertThat(run("build-secret", "rm", "kitchen", "npmrc").out()).isEqualTo("npmrc: forgotten\n");
    assertThat(run("build-secret", "rm", "kitchen", "npmrc").exitCode()).isEqualTo(3);
    assertThat(run("audit", "list").out()).contains("build-secret.set").doesNotContain(VALUE);
  }

  @Test
  void registries_are_logged_in_to_listed_and_out_of() {
    assertThat(run("create", "bakery").err()).isEmpty();
    var host = "registry.example.com:5000";
    var login =
        RealApi.typing(
            home,
            VALUE,
            "registry",
            "login",
            "bakery",
            host,
            "--username",
            "ci",
            "--password-stdin");
    assertThat(login.out()).isEqualTo("builds of bakery are ci at %s\n".formatted(host));

    var listed = run("registry", "list", "bakery");
    assertThat(listed.outLines()).hasSize(2).anyMatch(line -> line.startsWith(host + "  ci"));
    assertThat(listed.out()).doesNotContain(VALUE);
    var strange =
        RealApi.typing(
            home,
            VALUE,
            "registry",
            "login",
            "bakery",
            "a b",
            "--username",
            "x",
            "--password-stdin");
    assertThat(strange.err()).contains("expected the host of a registry");

    assertThat(run("registry", "logout", "bakery", host).out())
        .isEqualTo("%s: forgotten\n".formatted(host));
    assertThat(run("registry", "list", "bakery").err()).startsWith("no registries; add one");
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }
}
