package fleet.tunnel;

import fleet.contract.client.JsonHttp;
import fleet.tunnel.certificate.CertificateIssuer;
import fleet.tunnel.certificate.Keyring;
import fleet.tunnel.db.TunnelDatabase;
import fleet.tunnel.gateway.DeviceDirectory;
import fleet.tunnel.gateway.Gateway;
import fleet.tunnel.gateway.GatewayLimits;
import fleet.tunnel.gateway.SessionDirectory;
import fleet.tunnel.http.Answers;
import fleet.tunnel.http.InternalHttp;
import fleet.tunnel.session.Forgetter;
import fleet.tunnel.session.SessionLog;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The gateway: opens its ports at {@link #start} and gives them back at {@link #close}. */
public final class TunnelServer implements AutoCloseable {
  private final TunnelConfig config;
  private final GatewayLimits limits;
  private final TunnelDatabase database;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock = Clock.systemUTC();
  private @Nullable Gateway gateway;
  private @Nullable InternalHttp http;

  public TunnelServer(TunnelConfig config, DataSource database) {
    this(config, database, GatewayLimits.DEFAULT);
  }

  TunnelServer(TunnelConfig config, DataSource database, GatewayLimits limits) {
    this.config = config;
    this.limits = limits;
    this.database = new TunnelDatabase(database);
  }

  /**
   * Migrates the schema, loads or makes the keys, and listens.
   *
   * @throws IllegalStateException when a port is in use, or the keys were wrapped by another master
   *     key
   */
  public void start() {
    database.migrate();
    var keys = Keyring.load(database, config.masterKey(), clock);
    try {
      gateway = new Gateway(address(), parts(keys), limits);
      gateway.start();
      var issuer = new CertificateIssuer(keys, database, clock);
      http =
          new InternalHttp(
              config.http(), config.serviceKey(), new Answers(keys, issuer, this::sshPort));
      http.start();
      threads.execute(new Forgetter(database, api(), clock));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The port that devices and people dial. */
  public int sshPort() {
    return gateway == null ? config.sshPort() : gateway.port();
  }

  /** The port that the API asks. */
  public int httpPort() {
    return http == null ? config.http().getPort() : http.port();
  }

  @Override
  public void close() {
    var _ = threads.shutdownNow();
    threads.close();
    if (http != null) {
      http.close();
    }
    if (gateway != null) {
      gateway.close();
    }
  }

  private Gateway.Address address() {
    return new Gateway.Address(config.listenHosts(), config.sshPort());
  }

  private JsonHttp api() {
    return new JsonHttp(
        JsonHttp.defaultClient(), config.apiUrl(), () -> Optional.of(config.serviceKey()));
  }

  private Gateway.Parts parts(Keyring keys) {
    var devices = new DeviceDirectory(api());
    var sessions = new SessionDirectory(api());
    return new Gateway.Parts(keys, devices, sessions, new SessionLog(database), clock);
  }
}
