package fleet.api.access.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses a provider may send this server to: its own host, and what the world reaches. One
 * inside a private network may name others there. Asks the resolver.
 */
final class Reach {
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int SHARED = 100;
  private static final int SHARED_MASK = 0xc0;

  private Reach() {}

  /**
   * Goes on only when the server may ask that address.
   *
   * @throws ProviderFault when it may not, or there is no such host
   */
  static void require(URI address, URI issuer) {
    if (address.getHost().equalsIgnoreCase(issuer.getHost())) {
      return;
    }
    if (isPrivate(address) && !isPrivate(issuer)) {
      throw new ProviderFault("it sends the server to an address of a private network");
    }
  }

  private static boolean isPrivate(URI address) {
    try {
      return Arrays.stream(InetAddress.getAllByName(address.getHost())).anyMatch(Reach::isPrivate);
    } catch (UnknownHostException e) {
      throw new ProviderFault("its host %s is not known".formatted(address.getHost()), e);
    }
  }

  /** Of this machine, its link, or a network of one's own (RFC 1918, 4193, 6598). */
  static boolean isPrivate(InetAddress address) {
    var bytes = address.getAddress();
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet6Address
            ? (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL
            : Byte.toUnsignedInt(bytes[0]) == SHARED && (bytes[1] & SHARED_MASK) == 64);
  }
}
