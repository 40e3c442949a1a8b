package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.machine.Folders;
import fleet.cli.machine.Ports;
import fleet.cli.server.ServerCommands;
import fleet.cli.server.ServerKeys;
import fleet.contract.identity.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on a database of somebody else's: it loses that and its machine, and comes back. */
class BackupElsewhereIT {
  private static final Pattern PASSWORD = Pattern.compile("password (\\S+)");
  private static final byte[] LAYER = "a layer".getBytes(StandardCharsets.UTF_8);

  private final int httpPort = Ports.anyFree();
  private final int registryPort = Ports.anyFree();
  private final List<String> otherPorts =
      Stream.of("--git-port", "--ssh-port", "--builder-port", "--tunnel-port")
          .flatMap(option -> Stream.of(option, "" + Ports.anyFree()))
          .toList();

  @TempDir private Path home;
  private EmbeddedPostgres postgres;
  private Launcher launcher;
  private Path masterKey;
  private Path data;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    launcher = new Launcher(home);
    masterKey = home.resolve("keys/master.key");
    data = home.resolve("data");
    file = home.resolve("monday.tar");
    Files.createDirectory(home.resolve("keys"));
    Files.writeString(masterKey, RealApi.MASTER_KEY);
    Files.setPosixFilePermissions(masterKey, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() throws Exception {
    launcher.close();
    postgres.close();
  }

  @Test
  void all_is_there_again_on_another_database_and_secrets_can_be_read() throws Exception {
    sql("create database lost");
    var lost = serve("lost");
    signIn("admin", printedPassword("lost"));
    run("create", "berlin");
    typing("correct horse battery staple", "user", "add", "grace", "--password-stdin");
    typing("hunter2", "env", "set", "--fleet", "berlin", "--secret", "PIN");
    new SampleReleases(api(), serviceKey()).send("berlin", "1.0.0", false);
    var device = device();
    assertThat(device.secret("PIN")).isEqualTo("hunter2");
    blob().push(LAYER);
    var releases = run("release", "list", "berlin", "--json").out();

    var made = run(installation("lost", "backup", file.toString()));
    assertThat(made.out()).contains("blobs: 1");
    assertThat(made.err()).contains("--database-url URL --master-key-file FILE");
    Launcher.end(lost);
    sql("drop database lost");
    Folders.delete(data);
    Files.delete(masterKey);
    sql("create database found");
    var back = run(installation("found", "restore", file.toString()));
    assertThat(back.err())
        .contains("fleet serve", "--database-url " + url("found"), "" + masterKey)
        .doesNotContain("fleet up");
    var _ = serve("found");

    assertThat(run("release", "list", "berlin", "--json").out()).isEqualTo(releases);
    assertThat(run("user", "list").out()).contains("grace");
    assertThat(device.secret("PIN")).as("a secret").isEqualTo("hunter2");
    assertThat(blob().pull(LAYER)).isEqualTo(LAYER);
    assertThat(run("audit", "list").out()).contains("server.backup", "server.restore");
    assertThat(run("audit", "verify").exitCode()).isZero();
    signIn("grace", "correct horse battery staple");
  }

  @Test
  void a_database_that_holds_a_server_is_not_written_over() throws Exception {
    sql("create database taken");
    Launcher.end(serve("taken"));
    run(installation("taken", "backup", file.toString()));
    Folders.delete(data);
    Files.delete(masterKey);

    var refused = shell().run(installation("taken", "restore", file.toString()));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("the database holds the schema")
        .contains("an empty folder or database");
    assertThat(data).isEmptyDirectory();
    assertThat(masterKey).doesNotExist();
  }

  @Test
  void a_database_that_is_not_there_is_said_in_one_sentence() {
    var refused = shell().run("admin", "reset-password", "--database-url", url("nowhere"));

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("could not open the database", "/nowhere", "does not exist")
        .doesNotContain("fault of fleet");
  }

  @Test
  void a_registry_with_a_data_folder_of_its_own_is_not_forgotten() throws Exception {
    sql("create database apart");
    serve("most", "apart", data, "api,builder,tunnel");
    var images = home.resolve("images");
    serve("images", "apart", images, "registry");
    blob().push(LAYER);

    var words = installation("apart", data, "backup", file.toString());
    var refused = shell().run(words);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("no registry keeps its images in " + data, "--registry-data");
    assertThat(file).doesNotExist();

    var all = Stream.concat(Stream.of(words), Stream.of("--registry-data", images.toString()));
    assertThat(run(all.toArray(String[]::new)).out()).contains("blobs: 1");
  }

  private Process serve(String database) throws IOException {
    return serve(database, database, data, "api,builder,registry,tunnel");
  }

  private Process serve(String name, String database, Path folder, String roles)
      throws IOException {
    var words = new ArrayList<>(List.of(installation(database, folder, "serve", "--role", roles)));
    words.addAll(List.of("--http-port", "" + httpPort, "--registry-port", "" + registryPort));
    words.addAll(otherPorts);
    var process = launcher.start(name, words);
    launcher.awaitRunning(name);
    return process;
  }

  private String[] installation(String database, String... words) {
    return installation(database, data, words);
  }

  private String[] installation(String database, Path folder, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", folder.toString(), "--database-url", url(database)));
    all.addAll(List.of("--master-key-file", masterKey.toString()));
    return all.toArray(String[]::new);
  }

  private String url(String database) {
    return "postgresql://postgres@127.0.0.1:%d/%s".formatted(postgres.getPort(), database);
  }

  private void sql(String order) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(order);
    }
  }

  private String printedPassword(String server) throws IOException {
    var printed = PASSWORD.matcher(Files.readString(launcher.out(server)));
    assertThat(printed.find()).as("the first sign-in is printed").isTrue();
    return printed.group(1);
  }

  private void signIn(String user, String password) {
    typing(password, "login", "--server", api().toString(), "--user", user, "--password-stdin");
  }

  private SampleDevice device() throws Exception {
    var key = run("device", "add", "berlin", "--json").json().path("key").asText();
    var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var registered = SampleDevice.register(api(), Secret.of(key), Optional.empty(), keys);
    return new SampleDevice(api(), registered.device(), keys);
  }

  private SampleBlob blob() {
    return new SampleBlob(api(), serviceKey(), registryPort, "berlin/web");
  }

  private URI api() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  private Secret serviceKey() {
    return ServerKeys.read(masterKey).service();
  }

  private TestShell shell() {
    var all = new ArrayList<>(OperatorCommands.sections());
    all.add(new Section("This machine", ServerCommands.nodes()));
    return new TestShell(home, all)
        .with("FLEET_DATABASE_PASSWORD", "postgres")
        .at(Clock.systemUTC());
  }

  private TestShell.Ran run(String... words) {
    return done(shell().run(words));
  }

  private void typing(String line, String... words) {
    done(shell().typing(line + "\n").run(words));
  }

  private static TestShell.Ran done(TestShell.Ran ran) {
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran;
  }
}
