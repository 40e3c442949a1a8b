package fleet.cli.server;

import fleet.cli.command.CommandFailure;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the parts that {@code serve} runs find those that others run. */
final class NeighbourOptions {
  @Option(
      names = "--builder-port",
      paramLabel = "N",
      description = "Where the API asks the builder, on 127.0.0.1; both must be told (8081).")
  private int builderPort = InternalPorts.AGREED.builder();

  @Option(
      names = "--tunnel-port",
      paramLabel = "N",
      description = "Where the API asks the tunnel, on 127.0.0.1; both must be told (8082).")
  private int tunnelPort = InternalPorts.AGREED.tunnel();

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      description = "The API, when it is on another machine.")
  private @Nullable URI api;

  @Option(
      names = "--registry-url",
      paramLabel = "URL",
      description =
          "The registry, when it is on another machine; devices then pull through the API.")
  private @Nullable URI registry;

  @Option(
      names = "--builder-url",
      paramLabel = "URL",
      description = "The builder's --builder-port, when it is on another machine.")
  private @Nullable URI builder;

  @Option(
      names = "--tunnel-url",
      paramLabel = "URL",
      description = "The tunnel's --tunnel-port, when it is on another machine.")
  private @Nullable URI tunnel;

  @Option(
      names = "--internal-listen",
      paramLabel = "ADDRESS",
      description = "Where builder and tunnel listen for an API on another machine (127.0.0.1).")
  private @Nullable String listen;

  /**
   * All of it.
   *
   * @throws CommandFailure when some of it makes no sense
   */
  Neighbours neighbours(ServerConfig config) {
    try {
      return Neighbours.of(config, new InternalPorts(builderPort, tunnelPort), elsewhere());
    } catch (IllegalArgumentException e) {
      var faults = String.valueOf(e.getMessage());
      throw CommandFailure.failed(
          faults.replace("\n", "; "),
          "https, or --insecure in a network that you trust: the parts show each other the key that"
              + " opens everything");
    }
  }

  private Neighbours.Elsewhere elsewhere() {
    return new Neighbours.Elsewhere(
        Optional.ofNullable(api),
        Optional.ofNullable(registry),
        Optional.ofNullable(builder),
        Optional.ofNullable(tunnel),
        Optional.ofNullable(listen));
  }
}
