package fleet.cli.server;

import fleet.builder.engine.address.EngineAddress;
import fleet.builder.pool.EngineSpec;
import fleet.cli.output.Nearest;
import fleet.contract.identity.EngineName;
import fleet.contract.release.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An engine as {@code --engine} names it: {@code
 * tcp://pi:2376,name=pi,certificates=/etc/fleet/pi,registry=10.0.0.5:5000,weight=2,at-once=4,platforms=linux/arm64+linux/arm/v7}.
 *
 * @param registry the registry as it reaches it; absent for one that reaches it as this process
 *     does
 */
public record EngineOption(
    EngineName name,
    EngineAddress address,
    Optional<String> registry,
    int weight,
    int atOnce,
    Set<Platform> platforms) {
  /** The engine of most machines. */
  public static final String USUAL = "unix:///var/run/docker.sock";

  private static final Pattern LOOPBACK_PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d{1,5})");

  private static final List<String> KEYS =
      List.of("name", "registry", "weight", "at-once", "certificates", "ssh-config", "platforms");

  public EngineOption {
    platforms = Set.copyOf(platforms);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with every fault, one a line
   */
  public static EngineOption parse(String text) {
    var faults = new ArrayList<String>();
    var parts = Arrays.asList(text.split(",", -1));
    var values = values(parts.subList(1, parts.size()), faults);
    var files = new EngineAddress.Files(file(values, "certificates"), file(values, "ssh-config"));
    var address = attempt(() -> EngineAddress.parse(parts.getFirst(), files), faults);
    var name = name(values, address, faults);
    var weight = number(values, "weight", EngineSpec.USUAL_WEIGHT, faults);
    var atOnce = number(values, "at-once", EngineSpec.USUAL_AT_ONCE, faults);
    var platforms = read(values, "platforms", EngineOption::platforms, faults).orElse(Set.of());
    var registry = Optional.ofNullable(values.get("registry"));
    if (registry.isEmpty() && address.filter(EngineOption::needsRegistry).isPresent()) {
      faults.add(
          "engine %s is on another machine: registry=HOST:PORT says where it finds the registry"
              .formatted(parts.getFirst()));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return new EngineOption(
        name.orElseThrow(), address.orElseThrow(), registry, weight, atOnce, platforms);
  }

  /**
   * The same for the builder. An engine behind SSH gets a registry of this machine over the same
   * connection, at the same port of its own loopback: there engines push without TLS.
   *
   * @param usualRegistry the registry as this process reaches it
   */
  EngineSpec spec(String usualRegistry) {
    var here = LOOPBACK_PORT.matcher(usualRegistry);
    var reached =
        registry.isEmpty()
                && address.isElsewhere()
                && address instanceof EngineAddress.Ssh ssh
                && here.matches()
            ? ssh.carrying(Integer.parseInt(here.group(1)))
            : address;
    return new EngineSpec(name, reached, registry.orElse(usualRegistry), weight, atOnce, platforms);
  }

  /** Over TLS it does not find what is on this machine's loopback. */
  private static boolean needsRegistry(EngineAddress address) {
    return address.isElsewhere() && !(address instanceof EngineAddress.Ssh);
  }

  private static Map<String, String> values(List<String> words, List<String> faults) {
    var values = new LinkedHashMap<String, String>();
    for (var word : words) {
      var sign = word.indexOf('=');
      var key = sign < 0 ? word : word.substring(0, sign);
      if (!KEYS.contains(key)) {
        faults.add(unknown(key));
      } else if (sign < 0 || sign == word.length() - 1) {
        faults.add("--engine: %s needs a value, %s=..".formatted(key, key));
      } else if (values.put(key, word.substring(sign + 1)) != null) {
        faults.add("--engine: %s is there twice".formatted(key));
      }
    }
    return values;
  }

  private static Optional<Path> file(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(key)).map(Path::of).map(Path::toAbsolutePath);
  }

  private static String unknown(String key) {
    return Nearest.to(key, KEYS)
        .map(near -> "--engine: there is no '%s'; did you mean %s?".formatted(key, near))
        .orElseGet(() ->
            "--engine: there is no '%s'; known are %s".formatted(key, String.join(", ", KEYS)));
  }

  private static Optional<EngineName> name(
      Map<String, String> values, Optional<EngineAddress> address, List<String> faults) {
    var given = Optional.ofNullable(values.get("name"));
    return given
        .or(() -> address.map(EngineAddress::usualName))
        .flatMap(name -> attempt(() -> EngineName.parse(name), faults));
  }

  private static int number(
      Map<String, String> values, String key, int usual, List<String> faults) {
    return read(values, key, Integer::parseInt, faults).orElse(usual);
  }

  private static Set<Platform> platforms(String text) {
    return Arrays.stream(text.split("\\+", -1))
        .map(Platform::parse)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <T> Optional<T> read(
      Map<String, String> values, String key, Function<String, T> reader, List<String> faults) {
    return Optional.ofNullable(values.get(key))
        .flatMap(value -> {
          try {
            return Optional.of(reader.apply(value));
          } catch (NumberFormatException e) {
            faults.add("--engine: %s=%s is not a number".formatted(key, value));
          } catch (IllegalArgumentException e) {
            faults.add("--engine: %s=%s is %s".formatted(key, value, e.getMessage()));
          }
          return Optional.empty();
        });
  }

  private static <T> Optional<T> attempt(
      java.util.function.Supplier<T> reader, List<String> faults) {
    try {
      return Optional.of(reader.get());
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
