package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.ApiConfig;
import fleet.api.ApiServer;
import fleet.api.TlsPort;
import fleet.api.http.HttpLimits;
import fleet.contract.device.Registered;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The real API on a PostgreSQL of its own, for commands to talk to. */
final class RealApi implements AutoCloseable {
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");

  /** 32 bytes, as a file of it holds them. */
  static final String MASTER_KEY =
      Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);

  private static final Secret SERVICE_KEY = Secret.of("service-key-of-the-tests");

  private final EmbeddedPostgres postgres;
  private final ApiServer server;
  private int fleets;

  RealApi() {
    this(NOBODY);
  }

  /**
   * @param builder that it asks
   */
  RealApi(URI builder) {
    try {
      postgres = EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server = new ApiServer(config(builder), postgres.getPostgresDatabase());
    server.start();
  }

  private static ApiConfig config(URI builder) {
    return new ApiConfig(
        List.of("127.0.0.1"),
        0,
        Optional.of(new TlsPort(List.of("127.0.0.1"), 0, List.of(), Optional.empty())),
        URI.create("http://127.0.0.1:5000"),
        2222,
        builder,
        NOBODY,
        SERVICE_KEY,
        Secret.of(MASTER_KEY),
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        HttpLimits.USUAL);
  }

  int port() {
    return server.port();
  }

  int databasePort() {
    return postgres.getPort();
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  String tlsUrl() {
    return "https://127.0.0.1:" + server.tlsPort().orElseThrow();
  }

  /** What the server prints of its authority. */
  String pin() {
    return server.authority().orElseThrow().pin().text();
  }

  String adminPassword() {
    return server.firstAdmin().orElseThrow().password().reveal();
  }

  /** The first owner signs in from this home folder. */
  void signInAdmin(Path home) {
    var admin = server.firstAdmin().orElseThrow();
    assertThat(signIn(home, admin.user().toString(), admin.password().reveal()).err()).isEmpty();
  }

  /** A fleet of the first owner's, who is signed in from this home folder; its name. */
  String newFleet(Path home) {
    signInAdmin(home);
    var name = "fleet-" + fleets++;
    assertThat(run(home, "create", name).err()).isEmpty();
    return name;
  }

  TestShell.Ran signIn(Path home, String user, String password) {
    return typing(home, password, "login", "--server", url(), "--user", user, "--password-stdin");
  }

  static TestShell.Ran run(Path home, String... arguments) {
    return new TestShell(home).at(Clock.systemUTC()).run(arguments);
  }

  static TestShell.Ran typing(Path home, String lines, String... arguments) {
    return new TestShell(home).at(Clock.systemUTC()).typing(lines + "\n").run(arguments);
  }

  /** A final release of one service for these devices, as the builder sends it. */
  void release(String fleet, String version) {
    releases().send(fleet, version, false);
  }

  /** The same, that no device is given yet. */
  void draft(String fleet, String version) {
    releases().send(fleet, version, true);
  }

  private SampleReleases releases() {
    return new SampleReleases(URI.create(url()), SERVICE_KEY);
  }

  /** A new device with a key of its own. */
  Registered register(Secret key, String name) throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return register(key, Optional.of(DeviceName.parse(name)), pair);
  }

  /** The device that has these keys. */
  Registered register(Secret key, Optional<DeviceName> name, KeyPair pair)
      throws GeneralSecurityException {
    return SampleDevice.register(URI.create(url()), key, name, pair);
  }

  static String sign(KeyPair pair, byte[] message) throws GeneralSecurityException {
    var signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(message);
    return Base64.getUrlEncoder().encodeToString(signature.sign());
  }

  @Override
  public void close() {
    server.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
