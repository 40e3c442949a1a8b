package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import fleet.cli.output.Capabilities;
import fleet.cli.output.Terminal;
import fleet.contract.client.JsonHttp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in at a provider from the command line, against the real API. */
@TestInstance(Lifecycle.PER_CLASS)
class ProvidersIT {
  private final RealApi api = new RealApi();
  private final HonestProvider corp;

  @TempDir private Path admin;
  @TempDir private Path home;

  ProvidersIT() throws Exception {
    corp = new HonestProvider();
  }

  @AfterAll
  void stop() {
    api.close();
    corp.close();
  }

  @BeforeEach
  void there_is_a_provider() {
    api.signInAdmin(admin);
    var added = add("corp", "--title", "Corp", "--welcome", "viewer", "--client-secret-stdin");
    assertThat(added.err()).isEmpty();
    assertThat(added.out())
        .contains("people sign in at Corp", api.url() + "/api/v1/providers/corp/callback")
        .doesNotContain("s3cret");
  }

  private TestShell.Ran add(String name, String... more) {
    var arguments =
        new ArrayList<>(
            List.of("provider", "add", name, "--issuer", corp.issuer(), "--client-id", "fleet"));
    arguments.addAll(List.of(more));
    return RealApi.typing(admin, "s3cret", arguments.toArray(String[]::new));
  }

  @Test
  void a_provider_is_listed_shown_changed_and_removed() {
    assertThat(RealApi.run(home, "provider", "list", "--server", api.url()).out())
        .contains("corp", "Corp", corp.issuer());
    assertThat(RealApi.run(admin, "provider", "show", "corp").out())
        .containsPattern("newcomers +viewer")
        .containsPattern("client +fleet\n")
        .doesNotContain("s3cret");
    var more = new String[] {"--map", "cn=ops,dc=x=owner", "--map", "bakers=developer@berlin"};
    assertThat(add("second", more).err()).isEmpty();
    assertThat(RealApi.run(admin, "provider", "show", "second").out())
        .contains("cn=ops,dc=x is owner everywhere", "bakers is developer in berlin")
        .contains("fleet (public)", "are invited");
    assertThat(RealApi.run(admin, "provider", "show", "second", "--json").json().at("/hasSecret"))
        .isEqualTo(BooleanNode.FALSE);
    assertThat(RealApi.run(admin, "provider", "rm", "second").exitCode()).isZero();
    assertThat(RealApi.run(admin, "provider", "show", "second").exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "--map, bakers, 'is not GROUP=ROLE'",
    "--map, bakers=king, 'none of'",
    "--map, bakers=none, 'may something'",
    "--domain, example, 'as in example.com'",
    "--valid, 60d, 'valid for'",
    "--server-url, https://x/y, 'is not the address of a server'"
  })
  void what_cannot_be_meant_is_refused_here(String option, String value, String sentence) {
    var ran = add("bad", option, value);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains(sentence);
  }

  @Test
  void an_issuer_must_be_safe_and_there() {
    var plain =
        RealApi.run(
            admin,
            "provider",
            "add",
            "bad",
            "--issuer",
            "http://login.example.com",
            "--client-id",
            "fleet");
    assertThat(plain.exitCode()).isEqualTo(2);
    assertThat(plain.err()).contains("expected https");
    var away =
        RealApi.run(
            admin, "provider", "add", "bad", "--issuer", "http://127.0.0.1:9", "--client-id", "x");
    assertThat(away.exitCode()).isEqualTo(5);
    assertThat(away.err()).contains("cannot be used: it does not answer");
  }

  @Test
  void a_browser_of_this_machine_signs_in() throws IOException {
    corp.person("bob");
    var ran = login(browser());
    assertThat(ran.out()).startsWith("signed in to %s as bob (viewer)".formatted(api.url()));
    assertThat(ran.exitCode()).isZero();
    assertThat(RealApi.run(home, "whoami").out()).contains("bob");
    var listed = RealApi.run(home, "user", "identities", "--json").json();
    assertThat(listed.at("/0/subject").asText()).isEqualTo("subject of bob");
    var id = listed.at("/0/id").asText();
    assertThat(RealApi.run(home, "user", "unlink", id).exitCode()).isZero();
    assertThat(RealApi.run(home, "user", "unlink", id).exitCode()).isEqualTo(3);
    var taken = login(browser());
    assertThat(taken.exitCode()).isEqualTo(1);
    assertThat(taken.err()).contains("there is a user 'bob' already", "--link");
    assertThat(login(browser(), "--link").exitCode()).isZero();
    assertThat(login(browser(), "--json").json().at("/user").asText()).isEqualTo("bob");
  }

  private TestShell.Ran login(Path browser, String... more) {
    var arguments = new ArrayList<>(List.of("login", "--server", api.url(), "--provider", "corp"));
    arguments.addAll(List.of(more));
    return new TestShell(home)
        .at(Clock.systemUTC())
        .with("BROWSER", browser.toString())
        .run(arguments.toArray(String[]::new));
  }

  /** One that follows where it is sent, as people's do. */
  private Path browser() throws IOException {
    var script = home.resolve("browser");
    Files.writeString(script, "#!/bin/sh\nexec curl -sL -o \"$0.page\" \"$1\"\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void a_browser_of_another_machine_shows_a_code() {
    corp.person("carla");
    var said = new ByteArrayOutputStream();
    var out = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new CodeOfThePage(said), printing(out), printing(said), Capabilities.PLAIN, () -> 80);
    var shell = new Shell(terminal, Map.of("HOME", home.toString()), home, Clock.systemUTC());
    var line =
        List.of(
            "login",
            "--server",
            api.url(),
            "--provider",
            "corp",
            "--no-browser",
            "--password-stdin");
    assertThat(new CommandRunner(OperatorCommands.sections(), shell).run(line))
        .as(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("as carla (viewer)");
  }

  private static PrintStream printing(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  /** Standard input of somebody who opens the address that was said, and types the code. */
  private static final class CodeOfThePage extends InputStream {
    private Optional<InputStream> typed = Optional.empty();
    private final ByteArrayOutputStream said;

    CodeOfThePage(ByteArrayOutputStream said) {
      this.said = said;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (typed.isEmpty()) {
        var line = (code() + "\n").getBytes(StandardCharsets.UTF_8);
        typed = Optional.of(new ByteArrayInputStream(line));
      }
      return typed.orElseThrow().read(bytes, offset, length);
    }

    private String code() throws IOException {
      var address =
          said.toString(StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith("  http"))
              .map(line -> URI.create(line.strip()))
              .findFirst()
              .orElseThrow();
      var page = follow(follow(address)).toString();
      assertThat(page).contains("/#/code/");
      return page.substring(page.lastIndexOf('/') + 1);
    }

    private static URI follow(URI address) throws IOException {
      try {
        var request = HttpRequest.newBuilder(address).build();
        var answer = JsonHttp.defaultClient().send(request, BodyHandlers.discarding());
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--link, 'which provider?'",
    "--no-browser, 'which provider?'",
    "--provider=corp --user=ada, 'the provider says who you are'",
    "--provider=corp --link --invitation, 'leave one of them away'",
    "--provider=Not-A-Name, 'is not a provider name'"
  })
  void options_that_do_not_go_together_are_told(String options, String sentence) {
    var arguments = new ArrayList<>(List.of("login", "--server", api.url()));
    arguments.addAll(List.of(options.split(" ")));
    var ran = RealApi.run(home, arguments.toArray(String[]::new));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains(sentence);
  }

  @Test
  void a_provider_that_is_not_there_is_told() {
    var ran = RealApi.run(home, "login", "--server", api.url(), "--provider", "other");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no provider 'other'", "fleet provider list");
  }

  @Test
  void what_is_no_ticket_does_not_end_the_wait() throws Exception {
    try (var loopback = new Loopback()) {
      for (var path :
          new String[] {"/", "/?ticket=short", "/favicon.ico", "/x?ticket=" + "t".repeat(43)}) {
        assertThat(status(loopback, path)).isEqualTo(404);
      }
      assertThat(status(loopback, "/?ticket=" + "t".repeat(43))).isEqualTo(200);
      assertThat(loopback.await(Duration.ofSeconds(10)).orElseThrow().reveal())
          .isEqualTo("t".repeat(43));
    }
  }

  private static int status(Loopback loopback, String path) throws Exception {
    var address = URI.create("http://127.0.0.1:%d%s".formatted(loopback.port(), path));
    return JsonHttp.defaultClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
