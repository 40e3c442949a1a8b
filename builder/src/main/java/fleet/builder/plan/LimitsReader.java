package fleet.builder.plan;

import fleet.contract.release.Limits;
import fleet.contract.release.Ulimit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a service may take of its device: Compose's keys of the service itself, and those of its
 * {@code deploy.resources}, which mean the same.
 */
final class LimitsReader {
  static final List<String> KEYS =
      List.of(
          "mem_limit",
          "memswap_limit",
          "mem_reservation",
          "cpus",
          "pids_limit",
          "shm_size",
          "ulimits",
          "scale",
          "deploy");
  private static final Keys DEPLOY = new Keys("resources", "replicas", "mode");
  private static final Keys RESOURCES = new Keys("limits", "reservations");
  private static final Keys LIMITS = new Keys("cpus", "memory", "pids");
  private static final Keys RESERVATIONS = new Keys("memory");
  private static final Keys ULIMIT = new Keys("soft", "hard");
  private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal MOST_CPUS = BigDecimal.valueOf(1024);
  private static final long UNLIMITED = -1;
  private static final long LEAST_MEMORY = 6L * 1024 * 1024;

  private final Map<String, Value> service;
  private final Map<String, Value> limits;
  private final Map<String, Value> reservations;

  private LimitsReader(Value service) {
    this.service = service.fields();
    var resources = resources(service);
    this.limits = checked(resources, "limits", LIMITS);
    this.reservations = checked(resources, "reservations", RESERVATIONS);
  }

  static Limits read(Value service) {
    return new LimitsReader(service).read();
  }

  private Limits read() {
    var memory = one("mem_limit", limits, "memory", LimitsReader::memory);
    var both = one("memswap_limit", Map.of(), "", LimitsReader::memoryAndSwap);
    var reserved = one("mem_reservation", reservations, "memory", LimitsReader::memory);
    refuseUnlike(memory, both, reserved);
    return new Limits(
        memory,
        both,
        reserved,
        one("cpus", limits, "cpus", LimitsReader::cpus),
        one("pids_limit", limits, "pids", LimitsReader::processes),
        one("shm_size", Map.of(), "", LimitsReader::positive),
        Optional.ofNullable(service.get("ulimits")).map(LimitsReader::ulimits).orElse(Map.of()));
  }

  /** Two keys that mean the same may both be there when they say the same. */
  private <T> Optional<T> one(
      String own, Map<String, Value> others, String other, Function<Value, T> reader) {
    var here = present(service, own).map(reader);
    var there = present(others, other);
    if (here.isPresent() && there.isPresent() && !here.get().equals(reader.apply(there.get()))) {
      throw there.get().where().refuse("says another thing than " + own, "keep one of the two");
    }
    return here.or(() -> there.map(reader));
  }

  private void refuseUnlike(Optional<Long> memory, Optional<Long> both, Optional<Long> reserved) {
    var most = memory.orElse(Long.MAX_VALUE);
    if (both.isPresent() && memory.isEmpty()) {
      refuse("memswap_limit", "needs mem_limit beside it");
    }
    if (both.isPresent() && both.get() != UNLIMITED && both.get() < most) {
      refuse("memswap_limit", "is less than mem_limit, and counts both together");
    }
    if (reserved.isPresent() && reserved.get() > most) {
      refuse("mem_reservation", "is more than mem_limit");
    }
  }

  private void refuse(String key, String reason) {
    throw present(service, key)
        .or(() -> present(reservations, "memory"))
        .orElseThrow()
        .where()
        .refuse(reason, "");
  }

  private static Map<String, Value> resources(Value service) {
    present(service.fields(), "scale").ifPresent(LimitsReader::requireOne);
    var deploy = present(service.fields(), "deploy");
    deploy.ifPresent(it -> {
      DEPLOY.check(it);
      present(it.fields(), "replicas").ifPresent(LimitsReader::requireOne);
      present(it.fields(), "mode").ifPresent(LimitsReader::requireReplicated);
    });
    return deploy.map(it -> checked(it.fields(), "resources", RESOURCES)).orElse(Map.of());
  }

  private static void requireOne(Value replicas) {
    if (replicas.number() != 1) {
      throw replicas
          .where()
          .refuse("a device runs one container of a service", "name another service for a second");
    }
  }

  private static void requireReplicated(Value mode) {
    if (!mode.text().equals("replicated")) {
      throw mode.where().refuse("'%s' is not supported".formatted(mode.text()), "leave it out");
    }
  }

  private static Map<String, Value> checked(Map<String, Value> from, String key, Keys keys) {
    var value = present(from, key);
    value.ifPresent(keys::check);
    return value.map(Value::fields).orElse(Map.of());
  }

  private static Optional<Value> present(Map<String, Value> fields, String key) {
    return Optional.ofNullable(fields.get(key)).filter(it -> !(it instanceof Value.Nothing));
  }

  private static long memory(Value value) {
    var bytes = Sizes.read(value);
    if (bytes < LEAST_MEMORY) {
      throw value.where().refuse("is less than 6m, which no container runs with", "");
    }
    return bytes;
  }

  private static long memoryAndSwap(Value value) {
    return value.text().equals("-1") ? UNLIMITED : memory(value);
  }

  private static long positive(Value value) {
    var bytes = Sizes.read(value);
    if (bytes == 0) {
      throw value.where().refuse("must be more than nothing", "");
    }
    return bytes;
  }

  private static long cpus(Value value) {
    try {
      var cpus = new BigDecimal(value.text());
      if (cpus.signum() > 0 && cpus.compareTo(MOST_CPUS) <= 0 && cpus.scale() <= 9) {
        return cpus.multiply(NANO).longValueExact();
      }
    } catch (NumberFormatException e) {
      // Told below, as every other text that is no number of processors.
    }
    throw value
        .where()
        .refuse("'%s' is not a number of processors".formatted(value.text()), "such as 0.5 or 2");
  }

  private static long processes(Value value) {
    var count = value.number();
    if (count < 1) {
      throw value.where().refuse("must be 1 or more", "leave it out for no limit");
    }
    return count;
  }

  private static Map<String, Ulimit> ulimits(Value value) {
    var ulimits = new LinkedHashMap<String, Ulimit>();
    value.fields().forEach((name, limit) -> ulimits.put(name, ulimit(limit)));
    return ulimits;
  }

  private static Ulimit ulimit(Value value) {
    if (!(value instanceof Value.Fields)) {
      var both = value.number();
      return ulimit(value, both, both);
    }
    ULIMIT.check(value);
    return ulimit(value, part(value, "soft"), part(value, "hard"));
  }

  private static int part(Value value, String key) {
    return present(value.fields(), key)
        .map(Value::number)
        .orElseThrow(() -> value.where().refuse("needs soft and hard", "such as nofile: 65535"));
  }

  private static Ulimit ulimit(Value value, long soft, long hard) {
    try {
      return new Ulimit(soft, hard);
    } catch (IllegalArgumentException e) {
      throw value.where().refuse(String.valueOf(e.getMessage()), "");
    }
  }
}
