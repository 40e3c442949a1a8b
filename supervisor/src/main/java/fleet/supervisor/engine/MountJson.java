package fleet.supervisor.engine;

import fleet.contract.release.Mount;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mounts as the Engine API takes them. */
final class MountJson {
  private MountJson() {}

  /**
   * @param volumes the engine's volume for each name in the spec
   */
  static Map<String, Object> of(Mount mount, Map<String, String> volumes) {
    return switch (mount) {
      case Mount.Volume volume -> volume(volume, volumes);
      case Mount.Memory memory -> memory(memory);
    };
  }

  static Map<String, Object> of(FileBind file) {
    return Map.of(
        "Type",
        "bind",
        "Source",
        file.source().toString(),
        "Target",
        file.target(),
        "ReadOnly",
        true);
  }

  private static Map<String, Object> volume(Mount.Volume volume, Map<String, String> volumes) {
    var json = new LinkedHashMap<String, Object>();
    json.put("Type", "volume");
    json.put("Source", volumes.getOrDefault(volume.name(), volume.name()));
    json.put("Target", volume.target());
    json.put("ReadOnly", volume.readOnly());
    volume.noCopy().ifPresent(it -> json.put("VolumeOptions", Map.of("NoCopy", it)));
    return json;
  }

  private static Map<String, Object> memory(Mount.Memory memory) {
    var options = new LinkedHashMap<String, Object>();
    memory.bytes().ifPresent(bytes -> options.put("SizeBytes", bytes));
    memory.mode().ifPresent(mode -> options.put("Mode", mode));
    var json = new LinkedHashMap<String, Object>();
    json.put("Type", "tmpfs");
    json.put("Target", memory.target());
    if (!options.isEmpty()) {
      json.put("TmpfsOptions", options);
    }
    return json;
  }
}
