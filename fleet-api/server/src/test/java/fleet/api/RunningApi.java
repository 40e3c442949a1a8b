package fleet.api;

import fleet.api.access.TokenSigner;
import fleet.api.audit.AuditLog;
import fleet.api.certificate.CertificateFiles;
import fleet.api.db.Database;
import fleet.api.http.HttpLimits;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.node.MasterKey;
import fleet.contract.operator.NewFleet;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.ProvisioningKey;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Release;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** One API on a database of its own, both real. It can be started again on the same database. */
final class RunningApi implements AutoCloseable {
  static final Secret SERVICE_KEY = Secret.of("service-key-of-the-tests");
  private static final int REGISTRY_PORT = 5000;
  private static final Secret MASTER_KEY =
      Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));

  private final TestDatabase database = TestDatabase.migrated();
  private final URI builder;
  private final URI tunnel;
  private final int registryPort;
  private final Optional<Path> bundle;
  private final HttpLimits limits;
  private final SignIn admin;
  private final Secret adminToken;
  private ApiServer server;
  private int port;

  /** Starts with neighbours at these addresses. */
  RunningApi(URI builder, URI tunnel, Optional<Path> bundle) {
    this(builder, tunnel, REGISTRY_PORT, bundle, HttpLimits.USUAL);
  }

  /** The same, with a registry on that port. */
  RunningApi(URI builder, URI tunnel, int registryPort, Optional<Path> bundle) {
    this(builder, tunnel, registryPort, bundle, HttpLimits.USUAL);
  }

  private RunningApi(
      URI builder, URI tunnel, int registryPort, Optional<Path> bundle, HttpLimits limits) {
    this.limits = limits;
    this.builder = builder;
    this.tunnel = tunnel;
    this.registryPort = registryPort;
    this.bundle = bundle;
    this.server = started();
    this.admin = server.firstAdmin().orElseThrow();
    this.adminToken = anybody().post("/api/v1/login", admin).as(SignedIn.class).token();
  }

  /** Starts without neighbours. */
  static RunningApi alone() {
    var nobody = URI.create("http://127.0.0.1:9");
    return new RunningApi(nobody, nobody, Optional.empty());
  }

  /** The same, with what callers may hold up. */
  static RunningApi alone(HttpLimits limits) {
    var nobody = URI.create("http://127.0.0.1:9");
    return new RunningApi(nobody, nobody, REGISTRY_PORT, Optional.empty(), limits);
  }

  private ApiConfig config(Secret masterKey, int port) {
    return config(masterKey, port, Optional.empty());
  }

  private ApiConfig config(Secret masterKey, int port, Optional<TlsPort> tls) {
    return new ApiConfig(
        List.of("127.0.0.1"),
        port,
        tls,
        URI.create("http://127.0.0.1:" + registryPort),
        2222,
        builder,
        tunnel,
        SERVICE_KEY,
        masterKey,
        bundle,
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        limits);
  }

  /** The same database, another process, as far as one JVM can have it. */
  void restart() {
    stop();
    startAgain();
  }

  /** Nobody answers any more. */
  void stop() {
    server.close();
  }

  /** The server answers again at the same address. */
  void startAgain() {
    server = started();
  }

  /** What a start with another master key says. */
  ApiServer withMasterKey(Secret masterKey) {
    return server(masterKey, 0);
  }

  /** A second server of this database, on that port. */
  ApiServer onPort(int port) {
    return server(MASTER_KEY, port);
  }

  /** A second server of this database, which is called so over TLS. */
  ApiServer overTls(String... names) {
    return overTls(MASTER_KEY, names);
  }

  ApiServer overTls(Secret masterKey, String... names) {
    return overTls(
        masterKey, new TlsPort(List.of("127.0.0.1"), 0, List.of(names), Optional.empty()));
  }

  /** Over TLS by a certificate that somebody else issued. */
  ApiServer overTls(CertificateFiles given) {
    return overTls(MASTER_KEY, new TlsPort(List.of("127.0.0.1"), 0, List.of(), Optional.of(given)));
  }

  private ApiServer overTls(Secret masterKey, TlsPort tls) {
    return new ApiServer(config(masterKey, 0, Optional.of(tls)), database.source());
  }

  /** A second server, which finds the database at that port and does not wait long for it. */
  ApiServer onDatabasePort(int port) {
    var source = new PGSimpleDataSource();
    source.setPortNumbers(new int[] {port});
    source.setUser("postgres");
    source.setDatabaseName(database.name());
    source.setLoginTimeout(5);
    source.setSocketTimeout(10);
    return new ApiServer(config(MASTER_KEY, 0), source);
  }

  ApiServer server() {
    return server;
  }

  /** Makes tokens as the server does, also such as it never would. */
  TokenSigner tokens() {
    var clock = Clock.systemUTC();
    return TokenSigner.load(
        new Database(database.source()), new MasterKey(MASTER_KEY), new AuditLog(clock), clock);
  }

  SignIn admin() {
    return admin;
  }

  Caller anybody() {
    return new Caller(address(), Optional.empty());
  }

  Caller as(Secret token) {
    return new Caller(address(), Optional.of(token));
  }

  Caller asServer() {
    return as(SERVICE_KEY);
  }

  Caller asAdmin() {
    return as(adminToken);
  }

  /** A new person with that role, signed in. */
  Caller asNew(String name, Role role) {
    var user = UserName.parse(name);
    var password = Secret.of("correct horse " + name);
    asAdmin().post("/api/v1/users", new NewUser(user, role, password)).expect(201);
    var signIn = anybody().post("/api/v1/login", new SignIn(user, password));
    return as(signIn.as(SignedIn.class).token());
  }

  FleetName newFleet(String name) {
    var fleet = FleetName.parse(name);
    asAdmin().post("/api/v1/fleets", new NewFleet(fleet)).expect(201);
    return fleet;
  }

  ProvisioningKey newKey(FleetName fleet, int uses) {
    return asAdmin()
        .post(
            "/api/v1/fleets/%s/provisioning-keys".formatted(fleet),
            new NewProvisioningKey(uses, Duration.ofHours(1)))
        .expect(201)
        .as(ProvisioningKey.class);
  }

  Release release(FleetName fleet, NewRelease release) {
    return asServer()
        .post("/internal/v1/fleets/%s/releases".formatted(fleet), release)
        .expect(201)
        .as(Release.class);
  }

  /** What is behind it. */
  TestDatabase database() {
    return database;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.close();
    database.close();
  }

  private ApiServer started() {
    var started = server(MASTER_KEY, port);
    started.start();
    port = started.port();
    return started;
  }

  private ApiServer server(Secret masterKey, int port) {
    return new ApiServer(config(masterKey, port), database.source());
  }
}
