package fleet.cli.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import fleet.cli.credential.CredentialFile;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A whole life of a fleet, after which every secret that was said in it is looked for where people
 * and programs of this machine could read it: in logs, in what was printed, in the list of
 * processes, in what devices and engines log.
 */
@OnEngines
@ExtendWith(ServerLogOnFailure.class)
class SecrecyIT {
  private static final String PIN = "pin-4711-of-the-tests-%d".formatted(System.nanoTime());

  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<String, String> printed = new TreeMap<>();
  private World world;

  @BeforeEach
  void start() {
    world = World.start();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void no_secret_that_was_said_is_in_a_log_or_a_list_of_processes() throws Exception {
    var watched = ProcessList.during(this::live);
    secrets.putAll(ofTheServer());

    assertThat(secrets).as("they are all known").hasSizeGreaterThanOrEqualTo(8);
    assertThat(secrets.values()).allMatch(secret -> secret.length() >= 16);
    assertThat(watched.commandLines())
        .as("the list was looked at")
        .anyMatch(line -> line.contains("fleet.cli.Main up"))
        .anyMatch(line -> line.contains("--secret PIN"));
    assertThat(
            tellers(
                watched.commandLines().stream()
                    .collect(Collectors.toMap(line -> line, line -> line))))
        .as("command lines that tell a secret")
        .isEmpty();
    assertThat(tellers(printed)).as("commands that print a secret").isEmpty();
    var logs = logs();
    assertThat(logs.keySet())
        .anyMatch(file -> file.endsWith("server.log"))
        .anyMatch(file -> file.endsWith("device-safe.log"));
    assertThat(tellers(logs)).as("logs that tell a secret").isEmpty();
  }

  /** From the first device to the last session. */
  private String live() {
    said("create", "vault");
    var device = world.device("vault", "safe");
    secrets.put("provisioning key", device.provisioningKey());
    secrets.put("variable", PIN);
    printed.put(
        "env set",
        world
            .fleet("env", "set", "--fleet", "vault", "--secret", "PIN")
            .typing(PIN + "\n")
            .run()
            .succeeded()
            .all());
    secrets.put(
        "API key", world.json("api-key", "add", "ci", "--may", "view,push").at("/key").asText());
    var repository = world.repository("vault", Project.twoServices(world.lab.bases(), "first"));
    printed.put("git push", world.git(repository, "push", "fleet", "main").run().succeeded().all());
    device.awaitHealthy("0.0.0+rev1");
    assertThat(world.fleet("ssh", "safe", "web", "--", "echo $PIN").run().succeeded().out())
        .as("the device has it")
        .isEqualTo(PIN + "\n");
    said("ssh", "safe", "web", "--", "true");
    for (var looking :
        List.of(
            List.of("env", "list", "--fleet", "vault"),
            List.of("device", "show", "safe"),
            List.of("device", "why", "safe"),
            List.of("logs", "safe"),
            List.of("user", "sessions"),
            List.of("api-key", "list"),
            List.of("audit", "list"))) {
      said(looking.toArray(String[]::new));
    }
    asProgram("release", "list", "vault");
    var refused = world.fleet("show", "vault").with("FLEET_TOKEN", PIN).run();
    assertThat(refused.exit()).as("nobody's token").isNotZero();
    printed.put("a refusal", refused.all());
    for (var container : device.containers()) {
      printed.put("log of " + container, device.docker("logs", container).all());
    }
    device.kill();
    device.start();
    device.awaitHealthy("0.0.0+rev1");
    return "";
  }

  private void said(String... words) {
    printed.put("fleet " + String.join(" ", words), world.fleet(words).run().succeeded().all());
  }

  private void asProgram(String... words) {
    var key = secrets.getOrDefault("API key", "");
    printed.put("by API key", world.fleet(words).with("FLEET_TOKEN", key).run().succeeded().all());
  }

  private Map<String, String> ofTheServer() throws Exception {
    var master = World.read(world.folder.resolve("data/master.key")).strip();
    var signedIn = new CredentialFile(world.folder.resolve("config/fleet/credentials.json")).read();
    var token = signedIn.servers().values().stream().findFirst().orElseThrow().token();
    var known = new LinkedHashMap<String, String>();
    known.put("admin's password", world.adminPassword());
    known.put("sign-in", token.reveal());
    known.put("master key", master);
    known.put("service key", serviceKey(Secret.of(master)));
    var access = Json.mapper().readTree(world.folder.resolve("data/postgres.json").toFile());
    for (var password : access.at("/passwords").properties()) {
      known.put("password of database user " + password.getKey(), password.getValue().asText());
    }
    return known;
  }

  /** As the server derives it from the master key. */
  private static String serviceKey(Secret master) throws Exception {
    var bytes = Base64.getUrlDecoder().decode(master.reveal());
    var parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(new SecretKeySpec(bytes, "Generic"))
            .thenExpand("fleet service key 1".getBytes(US_ASCII), 32);
    var key = KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  /**
   * All that this world's processes wrote for people, by file. The server prints the first password
   * once, for whoever installs it; that line is no secret told.
   */
  private Map<String, String> logs() {
    try (var files = Files.walk(world.folder)) {
      return files.filter(SecrecyIT::isLog).collect(Collectors.toMap(Path::toString, this::text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLog(Path file) {
    var name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (name.endsWith(".log")
            || name.endsWith(".out")
            || name.endsWith(".err")
            || file.toString().contains("/log/"));
  }

  private String text(Path file) {
    try {
      var text = Files.readString(file, ISO_8859_1);
      return file.equals(world.serverLog())
          ? text.replaceFirst("password\\s+\\Q%s\\E".formatted(world.adminPassword()), "")
          : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a secret is told, and which, but not the secret itself. */
  private Set<String> tellers(Map<String, String> texts) {
    return texts.entrySet().stream()
        .flatMap(text ->
            secrets.entrySet().stream()
                .filter(in(text.getValue()))
                .map(secret -> secret.getKey() + " in " + hidden(text.getKey())))
        .collect(Collectors.toSet());
  }

  private static Predicate<Map.Entry<String, String>> in(String text) {
    return secret -> text.contains(secret.getValue());
  }

  private String hidden(String text) {
    var shown = text;
    for (var secret : secrets.values()) {
      shown = shown.replace(secret, "...");
    }
    return shown;
  }
}
