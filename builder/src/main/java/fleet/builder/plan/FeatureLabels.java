package fleet.builder.plan;

import fleet.contract.release.HostAccess.Folder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The labels {@code io.balena.features.*}, by which projects ask for parts of the machine. */
final class FeatureLabels {
  private static final String PREFIX = "io.balena.features.";
  private static final Set<String> ON = Set.of("1", "true");

  private static final Map<String, List<Folder>> FOLDERS =
      Map.of(
          "kernel-modules", List.of(same("/lib/modules")),
          "firmware", List.of(same("/lib/firmware")),
          "dbus", List.of(new Folder("/run/dbus", "/host/run/dbus", false)),
          "sysfs", List.of(same("/sys")),
          "procfs", List.of(same("/proc")),
          "journal-logs",
              List.of(same("/var/log/journal"), same("/run/log/journal"), same("/etc/machine-id")));

  private FeatureLabels() {}

  /** What the labels ask for; the value is where they stand. */
  static List<Folder> folders(Value value, Map<String, String> labels, Allowance allowance) {
    return labels.entrySet().stream()
        .filter(label -> label.getKey().startsWith(PREFIX) && ON.contains(label.getValue()))
        .map(label -> label.getKey().substring(PREFIX.length()))
        .sorted()
        .flatMap(feature -> FOLDERS.getOrDefault(feature, List.of()).stream())
        .map(folder -> allowance.folder(value, folder))
        .toList();
  }

  /** Those of balena's labels that ask for what there is not. */
  static List<String> withoutEffect(Map<String, String> labels) {
    return labels.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !FOLDERS.containsKey(name.substring(PREFIX.length())))
        .sorted()
        .toList();
  }

  private static Folder same(String path) {
    return new Folder(path, path, false);
  }
}
