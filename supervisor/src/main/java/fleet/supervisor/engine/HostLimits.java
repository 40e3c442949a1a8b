package fleet.supervisor.engine;

import fleet.contract.release.Confinement;
import fleet.contract.release.Limits;
import fleet.contract.release.NameLookup;
import fleet.contract.release.ServiceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of the Engine API's {@code HostConfig} that says what a container may take, what is
 * taken from it, and how it finds names. Empty for a service that says nothing of that.
 */
final class HostLimits {
  private HostLimits() {}

  static Map<String, Object> of(ServiceSpec spec) {
    var json = new LinkedHashMap<String, Object>();
    spec.limits().ifPresent(limits -> limits(limits, json));
    spec.confinement().ifPresent(confinement -> confinement(confinement, json));
    spec.lookup().ifPresent(lookup -> lookup(lookup, json));
    return json;
  }

  private static void limits(Limits limits, Map<String, Object> json) {
    limits.memory().ifPresent(bytes -> json.put("Memory", bytes));
    limits.memoryAndSwap().ifPresent(bytes -> json.put("MemorySwap", bytes));
    limits.reservedMemory().ifPresent(bytes -> json.put("MemoryReservation", bytes));
    limits.nanoCpus().ifPresent(nano -> json.put("NanoCpus", nano));
    limits.processes().ifPresent(count -> json.put("PidsLimit", count));
    limits.sharedMemory().ifPresent(bytes -> json.put("ShmSize", bytes));
    if (!limits.ulimits().isEmpty()) {
      json.put(
          "Ulimits",
          new TreeMap<>(limits.ulimits())
              .entrySet().stream()
                  .map(limit ->
                      Map.of(
                          "Name", limit.getKey(),
                          "Soft", limit.getValue().soft(),
                          "Hard", limit.getValue().hard()))
                  .toList());
    }
  }

  private static void confinement(Confinement confinement, Map<String, Object> json) {
    if (!confinement.droppedCapabilities().isEmpty()) {
      json.put("CapDrop", confinement.droppedCapabilities());
    }
    if (confinement.noNewPrivileges()) {
      json.put("SecurityOpt", List.of("no-new-privileges"));
    }
    if (!confinement.sysctls().isEmpty()) {
      json.put("Sysctls", confinement.sysctls());
    }
  }

  private static void lookup(NameLookup lookup, Map<String, Object> json) {
    if (!lookup.hosts().isEmpty()) {
      json.put(
          "ExtraHosts",
          new TreeMap<>(lookup.hosts())
              .entrySet().stream().map(host -> host.getKey() + ":" + host.getValue()).toList());
    }
    put(json, "Dns", lookup.servers());
    put(json, "DnsSearch", lookup.domains());
    put(json, "DnsOptions", lookup.options());
  }

  private static void put(Map<String, Object> json, String key, List<String> values) {
    if (!values.isEmpty()) {
      json.put(key, values);
    }
  }
}
