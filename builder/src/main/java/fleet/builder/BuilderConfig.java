package fleet.builder;

import fleet.builder.pool.EngineSpec;
import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the builder is given.
 *
 * @param listenHosts addresses on which the SSH server listens
 * @param gitPort of the SSH server; 0 means any free one, with one host only
 * @param http where the API asks, with the service key; port 0 means any free one
 * @param dataFolder keeps the repositories and the SSH host key, and holds work in progress
 * @param registryUrl the registry as this process reaches it
 * @param engines that build, each with the registry's address as it reaches it
 * @param platforms built for where the project and the push name none
 * @param deviceWait how long a push waits for devices when it does not say
 */
public record BuilderConfig(
    List<String> listenHosts,
    int gitPort,
    InetSocketAddress http,
    Path dataFolder,
    URI apiUrl,
    URI registryUrl,
    List<EngineSpec> engines,
    List<Platform> platforms,
    Secret serviceKey,
    Duration deviceWait) {
  private static final int MAX_PORT = 65_535;

  public BuilderConfig {
    listenHosts = List.copyOf(listenHosts);
    engines = List.copyOf(engines);
    platforms = List.copyOf(platforms);
    var errors = new ArrayList<String>();
    if (listenHosts.isEmpty()) {
      errors.add("listenHosts is empty");
    }
    if (gitPort < 0 || gitPort > MAX_PORT) {
      errors.add("a port is a number from 0 to 65535");
    }
    if (gitPort == 0 && listenHosts.size() > 1) {
      errors.add("gitPort 0 needs exactly one listen host");
    }
    if (platforms.isEmpty()) {
      errors.add("platforms is empty");
    }
    errors.addAll(EngineSpec.faults(engines));
    if (deviceWait.isNegative()) {
      errors.add("deviceWait is negative");
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("builder configuration: " + String.join("; ", errors));
    }
  }
}
