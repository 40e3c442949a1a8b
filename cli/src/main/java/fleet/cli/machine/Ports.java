package fleet.cli.machine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine. */
public final class Ports {
  /** Below those that outgoing connections get, one of which could take it before its server. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;

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
    var random = ThreadLocalRandom.current();
    for (var tries = 0; tries < TRIES; tries++) {
      var port = random.nextInt(LOWEST, HIGHEST);
      if (isFree("127.0.0.1", port)) {
        return port;
      }
    }
    throw new IllegalStateException("no TCP port is free");
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
