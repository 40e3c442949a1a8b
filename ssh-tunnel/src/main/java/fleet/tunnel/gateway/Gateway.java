package fleet.tunnel.gateway;

import fleet.tunnel.certificate.CertificateJudge;
import fleet.tunnel.certificate.Keyring;
import fleet.tunnel.link.Links;
import fleet.tunnel.link.ReverseForwards;
import fleet.tunnel.session.SessionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;

/** The SSH port: opened by {@link #start}, given back by {@link #close}. */
public final class Gateway implements AutoCloseable {
  /** More than questions to the API may be open: some always move bytes. */
  private static final int IO_THREADS = DeviceDirectory.QUESTIONS + 4;

  /** For the last passages to be written down. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /** Where the port is opened. */
  public record Address(List<String> hosts, int port) {
    public Address {
      hosts = List.copyOf(hosts);
    }
  }

  /** What the gateway works with. */
  public record Parts(
      Keyring keys,
      DeviceDirectory devices,
      SessionDirectory sessions,
      SessionLog log,
      InstantSource clock) {}

  private final Address address;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Links links = new Links();
  private final Guests guests = new Guests();
  private final Thread doorman;
  private final SshServer server = SshServer.setUpDefaultServer();

  public Gateway(Address address, Parts parts, GatewayLimits limits) {
    this.address = address;
    this.doorman =
        Thread.ofVirtual()
            .name("fleet-gateway-doorman")
            .unstarted(new Doorman(guests, parts.sessions()));
    server.setHost(String.join(",", address.hosts()));
    server.setPort(address.port());
    server.setKeyPairProvider(KeyPairProvider.wrap(parts.keys().gateway()));
    server.setNioWorkers(IO_THREADS);
    Algorithms.configure(server);
    admit(parts, limits);
    open(parts, limits);
    limit(limits);
  }

  /** Who comes in. The library's own check of keys is left open: {@link Login} has judged. */
  private void admit(Parts parts, GatewayLimits limits) {
    var judge = new CertificateJudge(parts.keys().userAuthority().getPublic());
    var judges = new Login.Judges(judge, parts.devices(), guests, parts.clock(), limits);
    server.setUserAuthFactories(List.of(new LoginMethod(judges)));
    server.setPublickeyAuthenticator((_, _, _) -> true);
    server.addSessionListener(new Lobby(limits.strangers()));
  }

  /** What they can ask for. */
  private void open(Parts parts, GatewayLimits limits) {
    var jumps = new Jumps(links, parts.log(), limits, parts.clock(), threads);
    server.setChannelFactories(List.of(jumps, ClosedDoor.FACTORY));
    server.setGlobalRequestHandlers(
        List.of(
            KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE, new ReverseForwards(links)));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setShellFactory(null);
  }

  private void limit(GatewayLimits limits) {
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "fleet");
    CoreModuleProperties.AUTH_TIMEOUT.set(server, limits.loginGrace());
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, limits.loginTries());
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, limits.passages() - 1);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException when the port is in use
   */
  public void start() {
    try {
      server.start();
      doorman.start();
    } catch (BindException e) {
      throw new IllegalStateException(taken(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("could not listen on port " + address.port(), e);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** The links that are up. */
  public Links links() {
    return links;
  }

  @Override
  public void close() {
    doorman.interrupt();
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException("could not close port " + address.port(), e);
    } finally {
      endThreads();
    }
  }

  private void endThreads() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** The library does not say which of the hosts it was. */
  private String taken() {
    var host = address.hosts().stream().filter(this::isTaken).findFirst().orElse("an address");
    return "port %d on %s is in use".formatted(address.port(), host);
  }

  private boolean isTaken(String host) {
    try (var _ = new ServerSocket(address.port(), 1, InetAddress.getByName(host))) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
