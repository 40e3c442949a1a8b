package fleet.cli.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the parts find each other. What they say to each other opens everything, so without TLS it
 * stays on this machine, unless somebody trusts the network.
 *
 * @param api for builder, registry and tunnel
 * @param registry for API and builder
 * @param builder for the API
 * @param tunnel for the API
 * @param builderHttp where the builder listens for the API, if it runs here
 * @param tunnelHttp where the tunnel listens for the API, if it runs here
 */
record Neighbours(
    URI api,
    URI registry,
    URI builder,
    URI tunnel,
    InetSocketAddress builderHttp,
    InetSocketAddress tunnelHttp) {

  /** What is said of parts elsewhere; absent: they are on this machine. */
  record Elsewhere(
      Optional<URI> api,
      Optional<URI> registry,
      Optional<URI> builder,
      Optional<URI> tunnel,
      Optional<String> listen) {
    static final Elsewhere NONE =
        new Elsewhere(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private Map<String, Optional<URI>> byOption() {
      return Map.of(
          "--api-url",
          api,
          "--registry-url",
          registry,
          "--builder-url",
          builder,
          "--tunnel-url",
          tunnel);
    }
  }

  /**
   * @throws IllegalArgumentException with every fault, one a line
   */
  static Neighbours of(ServerConfig config, InternalPorts ports, Elsewhere elsewhere) {
    var faults = new ArrayList<String>();
    elsewhere
        .byOption()
        .forEach((option, url) -> url.ifPresent(it -> check(option, it, config, faults)));
    var own = address(elsewhere.listen().orElse(ServerConfig.LOOPBACK));
    if (!config.insecure() && !own.isLoopbackAddress()) {
      faults.add(
          "--internal-listen %s, beyond this machine, is without TLS and needs --insecure"
              .formatted(own.getHostAddress()));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults.stream().sorted().toList()));
    }
    return new Neighbours(
        elsewhere.api().orElse(config.apiUrl()),
        elsewhere.registry().orElse(here(config.ports().registry())),
        elsewhere.builder().orElse(here(ports.builder())),
        elsewhere.tunnel().orElse(here(ports.tunnel())),
        new InetSocketAddress(own, ports.builder()),
        new InetSocketAddress(own, ports.tunnel()));
  }

  private static InetAddress address(String listen) {
    try {
      return InetAddress.getAllByName(listen)[0];
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--internal-listen: '%s' is not an address of this machine".formatted(listen), e);
    }
  }

  private static URI here(int port) {
    return URI.create("http://%s:%d".formatted(ServerConfig.LOOPBACK, port));
  }

  private static void check(String option, URI url, ServerConfig config, List<String> faults) {
    var plain = "http".equals(url.getScheme());
    if (url.getHost() == null || !(plain || "https".equals(url.getScheme()))) {
      faults.add("%s: '%s' is not an address such as http://10.0.0.5:8080".formatted(option, url));
      return;
    }
    if (plain && !config.insecure() && !ServerConfig.isHere(url.getHost())) {
      faults.add(
          "%s %s, beyond this machine, is without TLS and needs --insecure".formatted(option, url));
    }
  }
}
