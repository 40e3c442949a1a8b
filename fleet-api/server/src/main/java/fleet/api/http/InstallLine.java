package fleet.api.http;

import fleet.contract.identity.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The line that makes a machine a device. The key is no argument in it: anybody may list those.
 *
 * @param listening addresses on which the plain port is opened
 * @param port that one
 */
record InstallLine(List<String> listening, int port) {
  private static final String EVERYWHERE = "0.0.0.0";
  // Of TEST-NET-1: routed as any address out there, and never sent anything.
  private static final InetSocketAddress OUT_THERE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

  InstallLine {
    listening = List.copyOf(listening);
  }

  String text(Call call, Secret key) {
    return "curl -fsSL http://%s/install | FLEET_PROVISIONING_KEY=%s sh"
        .formatted(authority(call), key.reveal());
  }

  /**
   * As the caller reached us, unless that leads no device here: an address of this machine alone,
   * or the TLS port, whose authority no device knows yet.
   */
  private String authority(Call call) {
    var host = call.host();
    if (call.isSecure()) {
      return deviceHost("127.0.0.1") + ":" + port;
    }
    return isLoopback(host)
        ? deviceHost(host) + call.authority().substring(host.length())
        : call.authority();
  }

  private String deviceHost(String otherwise) {
    return listening.stream()
        .filter(host -> !isLoopback(host))
        .map(host -> host.equals(EVERYWHERE) ? ownAddress() : host)
        .map(host -> host.contains(":") ? "[" + host + "]" : host)
        .findFirst()
        .orElse(otherwise);
  }

  /** This machine's address on the way out. */
  private static String ownAddress() {
    try (var socket = new DatagramSocket()) {
      socket.connect(OUT_THERE);
      return socket.getLocalAddress().getHostAddress();
    } catch (IOException | UncheckedIOException e) {
      return InetAddress.getLoopbackAddress().getHostAddress();
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("::1")
        || host.equals("[::1]");
  }
}
