package fleet.supervisor;

import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import fleet.contract.trust.AuthorityPin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How one supervisor is started.
 *
 * @param server where the API answers, without a trailing slash
 * @param pin the only authority that the server's certificate may be of; those that this machine
 *     knows where absent
 * @param provisioningKey needed once, until the device is registered
 * @param state folder of everything that the device must remember
 * @param runtime folder of secrets that containers see as files; in memory
 * @param engine the unix socket of the container engine
 * @param name wished for; the API makes one where absent
 * @param type device type
 * @param doorPort of the door that the engine pulls through, on 127.0.0.1; 0 means any
 */
record SupervisorConfig(
    URI server,
    Optional<AuthorityPin> pin,
    Optional<Secret> provisioningKey,
    Path state,
    Path runtime,
    Path engine,
    Optional<DeviceName> name,
    String type,
    int doorPort) {
  static final Path STATE = Path.of("/var/lib/fleet-supervisor");
  static final Path RUNTIME = Path.of("/run/fleet-supervisor");
  static final String KEY_VARIABLE = "FLEET_PROVISIONING_KEY";
  static final Set<String> KEYS =
      Set.of(
          "--server",
          "--pin",
          "--key",
          "--key-file",
          "--state",
          "--runtime",
          "--engine",
          "--name",
          "--type",
          "--door-port");
  private static final int MAX_PORT = 65_535;

  /**
   * Reads the command line.
   *
   * @throws UsageException naming every fault
   */
  static SupervisorConfig read(
      List<String> words, Map<String, String> environment, String defaultType) {
    var options = Options.read(words, KEYS);
    var faults = new ArrayList<>(options.faults());
    var reader = new Reader(options, faults);
    var config =
        new SupervisorConfig(
            reader.required("--server", SupervisorConfig::parseServer, URI.create("http://none")),
            reader.value("--pin", AuthorityPin::new),
            provisioningKey(reader, environment),
            reader.value("--state", Path::of).orElse(STATE),
            reader.value("--runtime", Path::of).orElse(RUNTIME),
            reader
                .value("--engine", SupervisorConfig::parseEngine)
                .orElse(Path.of("/var/run/docker.sock")),
            reader.value("--name", DeviceName::parse),
            reader.value("--type", Function.identity()).orElse(defaultType),
            reader.value("--door-port", SupervisorConfig::parsePort).orElse(0));
    if (config.pin().isPresent() && !"https".equals(config.server().getScheme())) {
      faults.add("option --pin: it is for a server at https://");
    }
    if (!faults.isEmpty()) {
      throw new UsageException(faults);
    }
    return config;
  }

  private static Optional<Secret> provisioningKey(Reader reader, Map<String, String> environment) {
    return reader
        .value("--key", Secret::of)
        .or(() -> reader.value("--key-file", SupervisorConfig::readKey))
        .or(() ->
            Optional.ofNullable(environment.get(KEY_VARIABLE))
                .filter(key -> !key.isBlank())
                .map(Secret::of));
  }

  private static URI parseServer(String text) {
    var server = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    var scheme = server.getScheme();
    if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("expected a URL such as http://fleet.example:8080");
    }
    return server;
  }

  private static Path parseEngine(String text) {
    if (!text.startsWith("unix:///")) {
      throw new IllegalArgumentException("expected unix:///path/of/docker.sock");
    }
    return Path.of(text.substring("unix://".length()));
  }

  private static int parsePort(String text) {
    var port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("expected a number from 0 to 65535");
    }
    return port;
  }

  private static Secret readKey(String file) {
    try {
      return Secret.of(Files.readString(Path.of(file)).strip());
    } catch (IOException e) {
      throw new IllegalArgumentException("could not read the file " + file, e);
    }
  }

  /** Reads values, and collects what is wrong with them. */
  private record Reader(Options options, List<String> faults) {
    <T> Optional<T> value(String key, Function<String, T> parse) {
      try {
        return options.get(key).map(parse);
      } catch (IllegalArgumentException e) {
        faults.add("option %s: %s".formatted(key, e.getMessage()));
        return Optional.empty();
      }
    }

    <T> T required(String key, Function<String, T> parse, T placeholder) {
      if (options.get(key).isEmpty()) {
        faults.add("option %s is missing".formatted(key));
      }
      return value(key, parse).orElse(placeholder);
    }
  }
}
