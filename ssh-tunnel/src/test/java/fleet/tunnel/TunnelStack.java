package fleet.tunnel;

import fleet.contract.client.JsonHttp;
import fleet.contract.device.DeviceAction;
import fleet.contract.device.LinkOffer;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import fleet.contract.node.Certificate;
import fleet.contract.node.GatewayFacts;
import fleet.contract.node.HostCertificateRequest;
import fleet.contract.node.UserCertificateRequest;
import fleet.tunnel.gateway.GatewayLimits;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** A gateway over a real database, and what the API does with it: certify, and offer links. */
final class TunnelStack implements AutoCloseable {
  static final int LINK_PASSAGES = 4;
  static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

  private final EmbeddedPostgres postgres;
  private final Secret serviceKey = Secret.random("fleet_service_");
  private final DirectoryApi api;
  private final String host;
  private TunnelServer server;

  TunnelStack(String host) throws IOException {
    this.host = host;
    this.postgres = EmbeddedPostgres.start();
    this.api = new DirectoryApi(serviceKey);
    this.server = start(0);
  }

  private TunnelServer start(int sshPort) {
    var started =
        new TunnelServer(
            new TunnelConfig(
                List.of(host),
                sshPort,
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                api.url(),
                serviceKey,
                Secret.of(MASTER_KEY)),
            database(),
            GatewayLimits.DEFAULT.withLinkPassages(LINK_PASSAGES));
    started.start();
    return started;
  }

  /** Stops the gateway and starts it again on the same port. */
  void restart() {
    var port = server.sshPort();
    server.close();
    server = start(port);
  }

  TunnelServer server() {
    return server;
  }

  DirectoryApi api() {
    return api;
  }

  DataSource database() {
    return postgres.getPostgresDatabase();
  }

  Jdbi jdbi() {
    return Jdbi.create(database());
  }

  JsonHttp http() {
    return http(serviceKey);
  }

  JsonHttp http(Secret shown) {
    return new JsonHttp(
        JsonHttp.defaultClient(),
        URI.create("http://127.0.0.1:" + server.httpPort()),
        () -> Optional.of(shown));
  }

  GatewayFacts gateway() {
    return http().get("/internal/v1/gateway", GatewayFacts.class);
  }

  Certificate certify(DeviceId device, String landing, String publicKey, Duration validFor) {
    return certify(
        new UserCertificateRequest(
            SessionId.random(), UserName.parse("ada"), device, landing, publicKey, validFor));
  }

  private Certificate certify(UserCertificateRequest request) {
    return http().post("/internal/v1/certificates/user", request, Certificate.class);
  }

  /** Lets somebody in at this landing for five minutes. */
  Person person(Path folder, DeviceId device, String landing) throws IOException {
    var person = new Person(folder, host, gateway());
    person.take(certify(device, landing, person.publicKey(), Duration.ofMinutes(5)).line());
    return person;
  }

  /** Lets somebody in by that session. */
  Person person(Path folder, DeviceId device, SessionId session) throws IOException {
    var person = new Person(folder, host, gateway());
    var request =
        new UserCertificateRequest(
            session,
            UserName.parse("ada"),
            device,
            "web",
            person.publicKey(),
            Duration.ofMinutes(5));
    person.take(certify(request).line());
    return person;
  }

  DeviceAction.OpenLink openLink(DeviceProcess device) {
    var gateway = gateway();
    var certificate =
        http()
            .post(
                "/internal/v1/certificates/host",
                new HostCertificateRequest(device.id(), device.key(), Duration.ofHours(1)),
                Certificate.class);
    return new DeviceAction.OpenLink(
        UUID.randomUUID(),
        Instant.now().plusSeconds(60),
        new LinkOffer(
            host, gateway.port(), gateway.hostKey(), gateway.userAuthority(), certificate.line()));
  }

  @Override
  public void close() throws IOException {
    server.close();
    api.close();
    postgres.close();
  }
}
