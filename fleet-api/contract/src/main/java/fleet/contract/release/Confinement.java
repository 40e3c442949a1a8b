package fleet.contract.release;

import java.util.List;
import java.util.Map;

/**
 * What is taken from a service that containers usually have, and how its own part of the kernel is
 * set.
 *
 * @param droppedCapabilities such as {@code NET_RAW}, or {@code ALL}
 * @param noNewPrivileges its processes gain nothing by programs with set-user-ID
 * @param sysctls of its own namespaces
 * @param noNetwork it has none, not even that of the other services
 */
public record Confinement(
    List<String> droppedCapabilities,
    boolean noNewPrivileges,
    Map<String, String> sysctls,
    boolean noNetwork) {
  public static final Confinement USUAL = new Confinement(List.of(), false, Map.of(), false);

  public Confinement {
    droppedCapabilities = List.copyOf(droppedCapabilities);
    sysctls = Map.copyOf(sysctls);
  }
}
