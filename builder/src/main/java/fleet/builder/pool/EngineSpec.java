package fleet.builder.pool;

import fleet.builder.engine.address.EngineAddress;
import fleet.contract.identity.EngineName;
import fleet.contract.release.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One engine, as the server is told of it.
 *
 * @param registry the registry as the engine names it, such as {@code 127.0.0.1:5000}
 * @param weight its share of the work, against that of others
 * @param atOnce how many images it builds at a time
 * @param platforms for which alone it builds; empty where it finds out itself
 */
public record EngineSpec(
    EngineName name,
    EngineAddress address,
    String registry,
    int weight,
    int atOnce,
    Set<Platform> platforms) {
  public static final int USUAL_WEIGHT = 1;
  public static final int USUAL_AT_ONCE = 2;
  private static final int MAX = 100;

  public EngineSpec {
    platforms = Set.copyOf(platforms);
  }

  /** One with nothing said of it. */
  public static EngineSpec of(EngineAddress address, String registry) {
    return new EngineSpec(
        EngineName.parse(address.usualName()),
        address,
        registry,
        USUAL_WEIGHT,
        USUAL_AT_ONCE,
        Set.of());
  }

  /** What is wrong with them, all of it. */
  public static List<String> faults(List<EngineSpec> engines) {
    var faults = new ArrayList<String>();
    if (engines.isEmpty()) {
      faults.add("there is no engine to build on");
    }
    if (engines.size() > MAX) {
      faults.add("there are at most %d engines".formatted(MAX));
    }
    for (var engine : engines) {
      engine.addFaults(faults);
    }
    engines.stream()
        .map(EngineSpec::name)
        .filter(name -> engines.stream().filter(it -> it.name().equals(name)).count() > 1)
        .distinct()
        .map("more than one engine is called %s: give them name=.."::formatted)
        .forEach(faults::add);
    return faults;
  }

  private void addFaults(List<String> faults) {
    if (registry.isBlank() || registry.contains("/")) {
      faults.add("engine %s: registry is a host and port, such as 127.0.0.1:5000".formatted(name));
    }
    if (weight < 1 || weight > MAX || atOnce < 1 || atOnce > MAX) {
      faults.add("engine %s: weight and at-once are from 1 to %d".formatted(name, MAX));
    }
  }
}
