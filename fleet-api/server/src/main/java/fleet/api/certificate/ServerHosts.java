package fleet.api.certificate;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * By what this node may be called: what it listens on, its own name, and what people call it. Asked
 * again, it tells of addresses that came and went. Thread-safe.
 */
public final class ServerHosts implements Supplier<List<Host>> {
  private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "::1");

  private final List<Host> fixed;
  private final boolean everywhere;

  /**
   * Looks up this machine's own name, once.
   *
   * @param listening addresses on which a port is opened
   * @param names by which people and devices call it besides
   * @throws IllegalArgumentException when one is neither a name nor an address
   */
  public ServerHosts(List<String> listening, List<String> names) {
    var told = Stream.of(names, listening, ALWAYS).flatMap(List::stream).map(Host::parse);
    this.everywhere = listening.stream().map(Host::parse).anyMatch(ServerHosts::isAny);
    this.fixed =
        Stream.concat(told.filter(host -> !isAny(host)), ownName().stream()).distinct().toList();
  }

  @Override
  public List<Host> get() {
    return everywhere ? Stream.concat(fixed.stream(), ownAddresses()).distinct().toList() : fixed;
  }

  private static boolean isAny(Host host) {
    return host instanceof Host.Address(var address) && address.isAnyLocalAddress();
  }

  private static Stream<Host> ownAddresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLinkLocalAddress())
          .map(Host.Address::new);
    } catch (SocketException e) {
      throw new UncheckedIOException("could not list this machine's addresses", e);
    }
  }

  private static Optional<Host> ownName() {
    try {
      return Optional.of(Host.parse(InetAddress.getLocalHost().getHostName()));
    } catch (UnknownHostException | IllegalArgumentException e) {
      // A machine may have no name, or one that no certificate can carry.
      return Optional.empty();
    }
  }
}
