package fleet.cli.server;

import fleet.builder.pool.EngineSpec;
import fleet.contract.release.Platform;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the server runs.
 *
 * @param data folder of everything that it must remember
 * @param cache folder of what can be made again
 * @param listen addresses on which the ports are opened
 * @param https the dashboard and the API over TLS; absent where nobody asked for it
 * @param engines that build
 * @param platforms built for where the project and the push name none
 * @param supervisorBundle what devices install; absent where there is none to give
 * @param soak how long a release must stay healthy on a device before it counts
 * @param deadline how long a device may take to become healthy before it rolls back
 * @param insecure listen beyond loopback, without TLS
 */
public record ServerConfig(
    Path data,
    Path cache,
    List<String> listen,
    ServerPorts ports,
    Optional<HttpsPort> https,
    List<EngineOption> engines,
    List<Platform> platforms,
    Optional<Path> supervisorBundle,
    Duration soak,
    Duration deadline,
    boolean insecure) {
  static final String LOOPBACK = "127.0.0.1";
  private static final int MAX_PORT = 65_535;

  /**
   * @throws IllegalArgumentException with every fault, one a line
   */
  public ServerConfig {
    listen = withLoopback(listen);
    engines = List.copyOf(engines);
    platforms = List.copyOf(platforms);
    var faults = new ArrayList<String>();
    addListenFaults(listen, insecure || https.isPresent(), faults);
    addPortFaults(allPorts(ports, https), faults);
    if (platforms.isEmpty()) {
      faults.add("name at least one platform");
    }
    faults.addAll(EngineSpec.faults(engines.stream().map(it -> it.spec(LOOPBACK)).toList()));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  /** The API, as the parts on this machine reach it. */
  URI apiUrl() {
    return URI.create("http://%s:%d".formatted(LOOPBACK, ports.http()));
  }

  /** Where the ports without TLS or SSH are opened: on loopback alone, unless insecure. */
  List<String> plainListen() {
    return insecure ? listen : withLoopback(listen.stream().filter(ServerConfig::isHere).toList());
  }

  /** Addresses beyond this machine on which everything is open in plain. */
  List<String> plainBeyondHere() {
    return plainListen().stream().filter(host -> !isHere(host)).toList();
  }

  /** Each port by the option that chooses it. */
  Map<String, Integer> allPorts() {
    return allPorts(ports, https);
  }

  private static Map<String, Integer> allPorts(ServerPorts ports, Optional<HttpsPort> https) {
    var all = new LinkedHashMap<>(ports.byOption());
    https.ifPresent(secure -> all.put("--https-port", secure.port()));
    return all;
  }

  static boolean isHere(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The parts find each other on loopback, whatever else is opened. */
  private static List<String> withLoopback(List<String> hosts) {
    var all = new ArrayList<>(hosts.stream().distinct().toList());
    var covered = all.stream().anyMatch(host -> host.equals(LOOPBACK) || host.equals("0.0.0.0"));
    if (!covered) {
      all.addFirst(LOOPBACK);
    }
    return List.copyOf(all);
  }

  private static void addListenFaults(List<String> hosts, boolean covered, List<String> faults) {
    for (var host : hosts) {
      try {
        if (!covered && !InetAddress.getByName(host).isLoopbackAddress()) {
          faults.add("listening on %s, beyond this machine, needs TLS".formatted(host));
        }
      } catch (UnknownHostException e) {
        faults.add("'%s' is not an address of this machine".formatted(host));
      }
    }
  }

  private static void addPortFaults(Map<String, Integer> ports, List<String> faults) {
    ports.forEach((option, port) -> {
      if (port < 1 || port > MAX_PORT) {
        faults.add("%s: %d is not a port".formatted(option, port));
      }
    });
    if (new HashSet<>(ports.values()).size() < ports.size()) {
      faults.add("two of the ports are the same");
    }
  }
}
