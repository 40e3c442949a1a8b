package fleet.builder.plan;

import fleet.contract.release.HostAccess.Folder;
import fleet.contract.release.Mount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Volumes, tmpfs and folders of the machine, in short and long form. */
final class Mounts {
  private static final Keys LONG =
      new Keys("type", "source", "target", "read_only", "volume", "tmpfs", "bind");
  private static final Keys OF_VOLUME = new Keys("nocopy");
  private static final Keys OF_MEMORY = new Keys("size", "mode");
  private static final Keys OF_FOLDER = new Keys("create_host_path");
  private static final String USE_VOLUME =
      "use a named volume, or COPY the files in the Dockerfile";

  private static final Pattern MODE = Pattern.compile("0?o?[01]?[0-7]{3}");

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
    return items.<Mount>map(Mounts::memoryOf).toList();
  }

  /** {@code /path}, or {@code /path:size=64m,mode=1777}. */
  private static Mount memoryOf(Value item) {
    var text = item.text();
    var colon = text.indexOf(':');
    var path = absolute(item, colon < 0 ? text : text.substring(0, colon));
    var size = Optional.<Value>empty();
    var mode = Optional.<Value>empty();
    for (var option :
        colon < 0 ? List.<String>of() : List.of(text.substring(colon + 1).split(","))) {
      var equals = option.indexOf('=');
      var value = new Value.Text(item.where(), option.substring(equals + 1));
      switch (option.substring(0, Math.max(0, equals))) {
        case "size" -> size = Optional.of(value);
        case "mode" -> mode = Optional.of(value);
        default ->
            throw item.where()
                .refuse("option '%s' is not supported".formatted(option), "size=64m or mode=1777");
      }
    }
    return memory(path, size, mode);
  }

  private static Mount memory(String path, Optional<Value> size, Optional<Value> mode) {
    return new Mount.Memory(path, size.map(Sizes::read), mode.map(Mounts::mode));
  }

  private static int mode(Value value) {
    if (!MODE.matcher(value.text()).matches()) {
      throw value.where().refuse("'%s' is not a mode".formatted(value.text()), "such as 1777");
    }
    return Integer.parseInt(value.text().replace("o", ""), 8);
  }

  private static boolean isFolder(Value item) {
    return item instanceof Value.Fields
        ? item.fields().get("type") instanceof Value.Text(var _, var type) && type.equals("bind")
        : item.text().startsWith("/") && item.text().contains(":");
  }

  private Folder folder(Value item) {
    if (item instanceof Value.Fields) {
      LONG.check(item);
      refuseOthers(item, "bind");
      Values.present(item.fields(), "bind").ifPresent(Mounts::requireFolder);
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
    refuseOthers(item, type);
    return switch (type) {
      case "tmpfs" ->
          memory(
              target, of(item, "tmpfs", OF_MEMORY, "size"), of(item, "tmpfs", OF_MEMORY, "mode"));
      case "volume" ->
          new Mount.Volume(
              volume(item, field(item, "source")),
              target,
              isReadOnly(item),
              of(item, "volume", OF_VOLUME, "nocopy").map(Value::flag));
      default ->
          throw item.where()
              .refuse("volumes of type %s are not supported".formatted(type), USE_VOLUME);
    };
  }

  private static Optional<Value> of(Value item, String type, Keys keys, String key) {
    var options = Values.present(item.fields(), type);
    options.ifPresent(keys::check);
    return options.flatMap(it -> Values.present(it.fields(), key));
  }

  /** Options of another type than the mount's. */
  private static void refuseOthers(Value item, String type) {
    for (var other : List.of("volume", "tmpfs", "bind")) {
      if (!other.equals(type)) {
        Values.present(item.fields(), other)
            .ifPresent(value -> {
              throw value.where().refuse("is for volumes of type " + other, "type: " + other);
            });
      }
    }
  }

  private static void requireFolder(Value bind) {
    OF_FOLDER.check(bind);
    Values.present(bind.fields(), "create_host_path")
        .filter(Value::flag)
        .ifPresent(value -> {
          throw value
              .where()
              .refuse("folders of the machine are not made", "create_host_path: false");
        });
  }

  private Mount shortForm(Value item) {
    var parts = parts(item);
    return new Mount.Volume(
        volume(item, parts.get(0)),
        absolute(item, parts.get(1)),
        isReadOnly(item, parts),
        Optional.of(options(parts).contains("nocopy")));
  }

  private static List<String> options(List<String> parts) {
    return parts.size() == 3 ? List.of(parts.get(2).split(",")) : List.of("rw");
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
    var options = options(parts);
    for (var option : options) {
      if (!Set.of("ro", "rw", "nocopy").contains(option)) {
        throw item.where()
            .refuse("option '%s' is not supported".formatted(option), "ro, rw or nocopy");
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
