package fleet.builder.plan;

import fleet.contract.release.Mount;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Volumes and tmpfs, in short and long form. Folders of the device's host are refused. */
final class Mounts {
  private static final Keys LONG = new Keys("type", "source", "target", "read_only");
  private static final String USE_VOLUME =
      "use a named volume, or COPY the files in the Dockerfile";

  private final Set<String> declared;

  /**
   * @param declared names under the file's own {@code volumes}
   */
  Mounts(Set<String> declared) {
    this.declared = declared;
  }

  List<Mount> read(Value volumes) {
    return volumes.items().stream().map(this::item).toList();
  }

  /** Reads {@code tmpfs}: one path or a list of them. */
  static List<Mount> memory(Value value) {
    var items = value instanceof Value.Items list ? list.values().stream() : Stream.of(value);
    return items.<Mount>map(item -> new Mount.Memory(absolute(item, item.text()))).toList();
  }

  private Mount item(Value item) {
    if (!(item instanceof Value.Fields)) {
      return shortForm(item);
    }
    LONG.check(item);
    var type = field(item, "type");
    var target = absolute(item, field(item, "target"));
    var readOnly = item.fields().containsKey("read_only") && item.fields().get("read_only").flag();
    return switch (type) {
      case "tmpfs" -> new Mount.Memory(target);
      case "volume" -> new Mount.Volume(volume(item, field(item, "source")), target, readOnly);
      default ->
          throw item.where()
              .refuse("volumes of type %s are not supported".formatted(type), USE_VOLUME);
    };
  }

  private Mount shortForm(Value item) {
    var parts = item.text().split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw item.where()
          .refuse("'%s' is not NAME:/path".formatted(item.text()), "name the volume: data:/path");
    }
    var options = parts.length == 3 ? Arrays.asList(parts[2].split(",")) : List.of("rw");
    for (var option : options) {
      if (!Set.of("ro", "rw").contains(option)) {
        throw item.where().refuse("option '%s' is not supported".formatted(option), "ro or rw");
      }
    }
    return new Mount.Volume(
        volume(item, parts[0]), absolute(item, parts[1]), options.contains("ro"));
  }

  private String volume(Value item, String name) {
    if (name.startsWith("/") || name.startsWith(".") || name.startsWith("~")) {
      throw item.where().refuse("'%s' is a folder of the host".formatted(name), USE_VOLUME);
    }
    if (!declared.contains(name)) {
      throw item.where()
          .refuse(
              "volume '%s' is not declared".formatted(name),
              "add it under volumes: at the end of the file");
    }
    return name;
  }

  private static String field(Value item, String key) {
    var value = item.fields().get(key);
    if (value == null) {
      throw item.where().refuse("a volume needs " + key, "");
    }
    return value.text();
  }

  private static String absolute(Value item, String path) {
    if (!path.startsWith("/")) {
      throw item.where().refuse("'%s' is not an absolute path".formatted(path), "");
    }
    return path;
  }
}
