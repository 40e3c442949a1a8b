package fleet.api.http;

import fleet.api.target.Approach;
import fleet.contract.identity.Secret;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The line that makes a machine a device. The key is no argument in it: anybody may list those.
 *
 * @param plain addresses on which the plain port is opened
 * @param secure where the same is served over TLS
 */
record InstallLine(List<String> plain, Optional<TlsDoor> secure) {
  private static final String EVERYWHERE = "0.0.0.0";
  // Of TEST-NET-1: routed as any address out there, and never sent anything.
  private static final InetSocketAddress OUT_THERE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

  InstallLine {
    plain = List.copyOf(plain);
  }

  String text(Call call, Secret key) {
    var server = server(call);
    var authority = secure.flatMap(TlsDoor::authority).filter(_ -> server.startsWith("https:"));
    return authority
        .map(known -> believing(server, new InstallScript(Optional.of(known)), key))
        .orElseGet(() ->
            "curl -fsSL %s/install | FLEET_PROVISIONING_KEY=%s sh".formatted(server, key.reveal()));
  }

  /**
   * No machine knows the authority yet, so the line has the hash of the script that it fetches, and
   * the script has the authority.
   */
  private static String believing(String server, InstallScript script, Secret key) {
    var hash = Digest.of(script.text(server).getBytes(StandardCharsets.UTF_8)).hex();
    return "i=$(curl -fsSk %s/install) && { printf '%%s\\n' \"$i\" | sha256sum | grep -q ^%s ||"
            .formatted(server, hash)
        + " { echo 'fleet: this is not the server that made the line' >&2; false; }; } &&"
        + " printf '%%s\\n' \"$i\" | FLEET_PROVISIONING_KEY=%s sh".formatted(key.reveal());
  }

  /**
   * As the caller reached us, unless that leads no device here: an address of this machine alone.
   * Then by TLS, where it is served beyond.
   */
  private String server(Call call) {
    var asked = call.approach();
    if (!isLoopback(asked.host())) {
      return asked.url();
    }
    return deviceHost(secureHosts())
        .map(host -> new Approach(true, host, secure.orElseThrow().port()))
        .or(() -> asked.secure() ? Optional.empty() : deviceHost(plain).map(asked::at))
        .orElse(asked)
        .url();
  }

  private List<String> secureHosts() {
    return secure.map(TlsDoor::hosts).orElse(List.of());
  }

  private static Optional<String> deviceHost(List<String> listening) {
    return listening.stream()
        .filter(host -> !isLoopback(host))
        .map(host -> host.equals(EVERYWHERE) ? ownAddress() : host)
        .map(host -> host.contains(":") ? "[" + host + "]" : host)
        .findFirst();
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
