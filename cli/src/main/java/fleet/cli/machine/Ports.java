package fleet.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine. */
public final class Ports {
  private Ports() {}

  /** Says whether nobody listens there now. */
  public static boolean isFree(String host, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A port of the loopback address that nobody listens on now. */
  public static int anyFree() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no TCP port is free", e);
    }
  }

  /** The wished port where it is free on every one of these hosts, else another one. */
  public static int freeOr(int wished, java.util.List<String> hosts) {
    var port = wished;
    while (!isFreeOnAll(port, hosts)) {
      port = anyFree();
    }
    return port;
  }

  private static boolean isFreeOnAll(int port, java.util.List<String> hosts) {
    return hosts.stream().allMatch(host -> isFree(host, port));
  }
}
