package fleet.builder.plan;

import fleet.contract.release.HostAccess.Folder;
import fleet.contract.release.Mount;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Volumes, tmpfs and folders of the machine, in short and long form. */
final class Mounts {
  private static final Keys LONG = new Keys("type", "source", "target", "read_only");
  private static final String USE_VOLUME =
      "use a named volume, or COPY the files in the Dockerfile";

  private final Set<String> declared;
  private final Allowance allowance;

  /**
   * @param declared names under the file's own {@code volumes}
   */
  Mounts(Set<String> declared, Allowance allowance) {
    this.declared = declared;
    this.allowance = allowance;
  }

  /** All but folders of the machine. */
  List<Mount> read(Value volumes) {
    return volumes.items().stream().filter(item -> !isFolder(item)).map(this::item).toList();
  }

  /** The folders of the machine, as far as the fleet allows them. */
  List<Folder> folders(Value volumes) {
    return volumes.items().stream().filter(Mounts::isFolder).map(this::folder).toList();
  }

  /** Reads {@code tmpfs}: one path or a list of them. */
  static List<Mount> memory(Value value) {
    var items = value instanceof Value.Items list ? list.values().stream() : Stream.of(value);
    return items.<Mount>map(item -> new Mount.Memory(absolute(item, item.text()))).toList();
  }

  private static boolean isFolder(Value item) {
    return item instanceof Value.Fields
        ? item.fields().get("type") instanceof Value.Text(var _, var type) && type.equals("bind")
        : item.text().startsWith("/") && item.text().contains(":");
  }

  private Folder folder(Value item) {
    if (item instanceof Value.Fields) {
      LONG.check(item);
      return folder(item, field(item, "source"), field(item, "target"), isReadOnly(item));
    }
    var parts = parts(item);
    return folder(item, parts.get(0), parts.get(1), isReadOnly(item, parts));
  }

  private Folder folder(Value item, String path, String target, boolean readOnly) {
    if (!path.startsWith("/")) {
      throw item.where().refuse("'%s' is a folder of the host".formatted(path), USE_VOLUME);
    }
    return allowance.folder(item, new Folder(path, absolute(item, target), readOnly));
  }

  private Mount item(Value item) {
    if (!(item instanceof Value.Fields)) {
      return shortForm(item);
    }
    LONG.check(item);
    var type = field(item, "type");
    var target = absolute(item, field(item, "target"));
    return switch (type) {
      case "tmpfs" -> new Mount.Memory(target);
      case "volume" ->
          new Mount.Volume(volume(item, field(item, "source")), target, isReadOnly(item));
      default ->
          throw item.where()
              .refuse("volumes of type %s are not supported".formatted(type), USE_VOLUME);
    };
  }

  private Mount shortForm(Value item) {
    var parts = parts(item);
    return new Mount.Volume(
        volume(item, parts.get(0)), absolute(item, parts.get(1)), isReadOnly(item, parts));
  }

  private static List<String> parts(Value item) {
    var parts = List.of(item.text().split(":", -1));
    if (parts.size() < 2 || parts.size() > 3) {
      throw item.where()
          .refuse("'%s' is not NAME:/path".formatted(item.text()), "name the volume: data:/path");
    }
    return parts;
  }

  private static boolean isReadOnly(Value item) {
    return item.fields().containsKey("read_only") && item.fields().get("read_only").flag();
  }

  private static boolean isReadOnly(Value item, List<String> parts) {
    var options = parts.size() == 3 ? List.of(parts.get(2).split(",")) : List.of("rw");
    for (var option : options) {
      if (!Set.of("ro", "rw").contains(option)) {
        throw item.where().refuse("option '%s' is not supported".formatted(option), "ro or rw");
      }
    }
    return options.contains("ro");
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
