package fleet.builder.copy;

import java.net.InetAddress;

/** Which hosts are this machine, where bytes pass nobody and need no encryption. */
final class Loopback {
  private Loopback() {}

  /**
   * Whether it is one.
   *
   * @param host without a port, in brackets where it is an address of IPv6
   */
  static boolean isOf(String host) {
    try {
      return host.equals("localhost")
          || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
