package fleet.supervisor.engine;

import fleet.contract.release.HostAccess;
import fleet.contract.release.HostAccess.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of the Engine API's {@code HostConfig} that opens the machine to a container. */
final class HostReach {
  private static final String HOST = "host";

  private HostReach() {}

  /**
   * Adds to what is there.
   *
   * @param json a {@code HostConfig} that says all else
   */
  static void open(HostAccess access, Map<String, Object> json) {
    if (access.privileged()) {
      json.put("Privileged", true);
    }
    access.namespaces().forEach(namespace -> json.put(mode(namespace), HOST));
    put(json, "CapAdd", access.capabilities());
    put(json, "Devices", access.devices().stream().map(HostReach::node).toList());
    put(json, "DeviceCgroupRules", access.deviceRules());
    put(json, "Mounts", access.folders().stream().map(HostReach::folder).toList());
    put(json, "SecurityOpt", access.securityOptions());
    put(json, "GroupAdd", access.groups());
  }

  private static String mode(Namespace namespace) {
    return switch (namespace) {
      case NETWORK -> "NetworkMode";
      case PID -> "PidMode";
      case IPC -> "IpcMode";
      case UTS -> "UTSMode";
      case USER -> "UsernsMode";
    };
  }

  private static Map<String, String> node(HostAccess.Node node) {
    return Map.of(
        "PathOnHost", node.path(),
        "PathInContainer", node.target(),
        "CgroupPermissions", node.permissions());
  }

  private static Map<String, Object> folder(HostAccess.Folder folder) {
    return Map.of(
        "Type", "bind",
        "Source", folder.path(),
        "Target", folder.target(),
        "ReadOnly", folder.readOnly());
  }

  private static void put(Map<String, Object> json, String key, List<?> values) {
    if (!values.isEmpty()) {
      var all =
          new ArrayList<Object>(json.get(key) instanceof List<?> present ? present : List.of());
      all.addAll(values);
      json.put(key, all);
    }
  }
}
