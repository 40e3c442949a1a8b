package fleet.builder.git;

import com.sun.net.httpserver.HttpHandler;
import fleet.builder.queue.Builds;
import fleet.builder.release.DeviceWait;
import fleet.builder.release.FleetApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** The SSH server that git clients talk to: public keys only, git only. */
public final class GitServer implements AutoCloseable {
  private static final int WORKERS = 8;
  private static final Duration AUTH_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private final Address address;
  private final Path hostKey;
  private final Packs packs;
  private final SshServer server = SshServer.setUpDefaultServer();

  /** Where it listens. */
  public record Address(List<String> hosts, int port) {
    public Address {
      hosts = List.copyOf(hosts);
    }
  }

  /** What it serves with. */
  public record Parts(FleetApi api, Builds builds, Repositories repositories, Duration usualWait) {}

  /**
   * @param hostKey file of the host key, made at the first start
   */
  public GitServer(Address address, Path hostKey, Parts parts) {
    this.address = address;
    this.hostKey = hostKey;
    var depot =
        new Receiving.Depot(
            parts.repositories(),
            parts.builds(),
            parts.api(),
            new DeviceWait(parts.api()),
            parts.usualWait());
    this.packs = new Packs(depot);
    var git = new GitSession(packs, parts.api());
    server.setPublickeyAuthenticator(new KeyAuthenticator(parts.api()));
    server.setCommandFactory((_, command) -> new GitCommand(command, git));
  }

  public void start() {
    configure();
    try {
      Files.createDirectories(hostKey.toAbsolutePath().getParent());
      server.start();
    } catch (BindException e) {
      throw new IllegalStateException(
          "port %d on %s is in use".formatted(address.port(), String.join(", ", address.hosts())),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same over HTTP, for a server that knows who asks. */
  public HttpHandler overHttp() {
    return new GitHttp(packs);
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure() {
    var keys = new SimpleGeneratorHostKeyProvider(hostKey);
    keys.setAlgorithm("EdDSA");
    server.setKeyPairProvider(keys);
    server.setHost(String.join(",", address.hosts()));
    server.setPort(address.port());
    server.setNioWorkers(WORKERS);
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setSubsystemFactories(List.of());
    server.setShellFactory(_ -> new Greeting());
    CoreModuleProperties.AUTH_TIMEOUT.set(server, AUTH_TIMEOUT);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "fleet");
    server.setSessionHeartbeat(HeartbeatType.IGNORE, HEARTBEAT);
  }
}
