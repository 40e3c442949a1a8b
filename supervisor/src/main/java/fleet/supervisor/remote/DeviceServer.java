package fleet.supervisor.remote;

import fleet.supervisor.exec.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.SessionFactory;

/**
 * The SSH server of this device. It listens nowhere: whoever comes is handed to it with {@link
 * #welcome}. Password and keyboard-interactive logins do not exist.
 */
final class DeviceServer implements AutoCloseable {
  private static final Duration LOGIN_GRACE = Duration.ofSeconds(30);
  private static final Duration SESSION_IDLE = Duration.ofHours(2);
  private static final int LOGIN_TRIES = 6;
  private static final int CHANNELS = 16;

  private final Visits visits;
  private final InProcessServer server =
      (InProcessServer) ServerBuilder.builder().factory(InProcessServer::new).build();
  private final SessionFactory sessions;

  /**
   * @param order the latest, asked for at each login
   */
  @SuppressWarnings("MissingSummary") // what the class says
  DeviceServer(Supplier<LinkOrder> order, Visits visits) throws IOException {
    this.visits = visits;
    var first = order.get();
    server.setKeyPairProvider(KeyPairProvider.wrap(SshKeys.identity(Path.of(first.identityKey()))));
    server.setHostKeyCertificateProvider(
        _ -> List.of(SshKeys.certificate(order.get().offer().hostCertificate())));
    server.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(
            false, Algorithms.KEY_EXCHANGES, ServerBuilder.DH2KEX));
    Algorithms.configure(server);
    server.setUserAuthFactories(List.of(new Login.Method(order)));
    server.setPublickeyAuthenticator((_, _, _) -> true);
    open(new Landings(first.device(), new Engine(Path.of(first.engineSocket()))));
    limit();
    this.sessions = server.prepare();
  }

  private void open(Landings landings) {
    server.setChannelFactories(List.of(new SessionChannel.Factory()));
    server.setShellFactory(landings);
    server.setCommandFactory(landings);
    server.setSubsystemFactories(List.of());
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setGlobalRequestHandlers(
        List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
  }

  private void limit() {
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "fleet-device");
    CoreModuleProperties.AUTH_TIMEOUT.set(server, LOGIN_GRACE);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, SESSION_IDLE);
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, LOGIN_TRIES);
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS);
  }

  /** Takes somebody in, until the visit is closed. */
  Visit welcome(IoSession connection) throws Exception {
    sessions.sessionCreated(connection);
    visits.enter();
    return new Visit(connection);
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  /** One who is in. */
  final class Visit {
    private final IoSession connection;

    private Visit(IoSession connection) {
      this.connection = connection;
    }

    /** Does what the bytes ask for; a fault in them ends the visit, with a word to the peer. */
    void receive(Buffer bytes) throws Exception {
      try {
        sessions.messageReceived(connection, bytes);
      } catch (Exception e) { // declared by the library
        sessions.exceptionCaught(connection, e);
      }
    }

    void end() throws Exception {
      visits.leave();
      connection.close(true);
      sessions.sessionClosed(connection);
    }
  }

  /** The library's server without its listener. */
  private static final class InProcessServer extends SshServer {
    SessionFactory prepare() {
      checkConfig();
      var factory = createSessionFactory();
      setupSessionTimeout(factory);
      return factory;
    }
  }
}
