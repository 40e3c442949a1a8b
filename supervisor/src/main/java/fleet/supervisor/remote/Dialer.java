package fleet.supervisor.remote;

import fleet.contract.identity.DeviceId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/** Dials gateways, as an SSH client that asks to be called back on its link. */
final class Dialer implements AutoCloseable {
  private static final String USER = "device";
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration HEARTBEAT = Duration.ofSeconds(25);
  private static final int HOST_PORT = 22;

  private final SshClient client = SshClient.setUpDefaultClient();

  /** Set before each connect; one thread dials. */
  private volatile @Nullable PublicKey pinned;

  Dialer(DeviceServer server) {
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setServerKeyVerifier((_, _, key) -> isPinned(key));
    client.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(
            false, Algorithms.KEY_EXCHANGES, ClientBuilder.DH2KEX));
    Algorithms.configure(client);
    client.setUserInteraction(new GatewayWords());
    client.setChannelFactories(List.of(new LinkedChannel.Factory(server)));
    client.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE));
    client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, "fleet-device");
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 2);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    client.start();
  }

  /** Returns once the gateway knows the link. */
  Link dial(LinkOrder order) throws IOException {
    pinned = SshKeys.parse(order.offer().gatewayKey());
    var session =
        client
            .connect(USER, order.gatewayHost(), order.offer().gatewayPort())
            .verify(LIMIT)
            .getSession();
    try {
      session.addPublicKeyIdentity(SshKeys.identity(Path.of(order.identityKey())));
      session.auth().verify(LIMIT);
      askToBeCalled(session, order.device());
      return new Link(session);
    } catch (IOException | RuntimeException e) {
      session.close(true);
      throw e;
    }
  }

  @Override
  public void close() {
    client.stop();
  }

  private boolean isPinned(PublicKey key) {
    return pinned != null && KeyUtils.compareKeys(pinned, key);
  }

  /** RFC 4254, section 7.1; nothing is opened at the gateway but the way back. */
  private static void askToBeCalled(ClientSession session, DeviceId device) throws IOException {
    var request = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
    request.putString("tcpip-forward");
    request.putBoolean(true);
    request.putString(device + ".fleet");
    request.putUInt(HOST_PORT);
    if (session.request("tcpip-forward", request, LIMIT) == null) {
      throw new IOException("the gateway does not take the link");
    }
  }

  /** One link that is up. */
  record Link(ClientSession session) implements AutoCloseable {
    boolean isLost() {
      return session.isClosing() || session.isClosed();
    }

    void whenLost(Runnable told) {
      session.addCloseFutureListener(_ -> told.run());
    }

    @Override
    public void close() {
      session.close(false);
    }
  }
}
