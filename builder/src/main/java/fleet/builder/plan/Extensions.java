package fleet.builder.plan;

import fleet.builder.plan.Value.Fields;
import fleet.builder.plan.Value.Nothing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code extends}: a service that begins as another one of this file, or of another file. Has
 * state: one for a file.
 */
final class Extensions {
  private static final Keys KEYS = new Keys("service", "file");
  private static final String EXTENDS = "extends";
  private static final int MAX_SERVICES = 256;

  private final Merge merge;
  private final Files files;
  private final Map<String, Value> roots = new HashMap<>();
  private final Map<Name, Value> resolved = new HashMap<>();

  Extensions(Merge merge, Files files) {
    this.merge = merge;
    this.files = files;
  }

  /** Reads another compose file. */
  @FunctionalInterface
  interface Files {
    Value read(String path, Where asking);
  }

  private record Name(String file, String service) {
    @Override
    public String toString() {
      return "%s of %s".formatted(service, file);
    }
  }

  /** The same file, in which no service extends another. */
  Value resolve(String path, Value root) {
    roots.put(path, root);
    var services = root.fields().get("services");
    if (!(services instanceof Fields(var where, var all))
        || all.values().stream().noneMatch(Extensions::extendsAnother)) {
      return root;
    }
    if (all.size() > MAX_SERVICES) {
      throw where.refuse("names more than %d services".formatted(MAX_SERVICES), "");
    }
    var whole = new LinkedHashMap<String, Value>();
    all.forEach((name, service) ->
        whole.put(name, service(new Name(path, name), service, new ArrayList<>())));
    var fields = new LinkedHashMap<>(root.fields());
    fields.put("services", new Fields(where, whole));
    return new Fields(root.where(), fields);
  }

  private static boolean extendsAnother(Value service) {
    return service instanceof Fields(var _, var fields) && fields.containsKey(EXTENDS);
  }

  private Value service(Name name, Value service, List<Name> path) {
    if (!extendsAnother(service)) {
      return service;
    }
    var known = resolved.get(name);
    if (known != null) {
      return known;
    }
    if (path.contains(name)) {
      throw service.where().refuse("extends itself, by way of %s".formatted(path.getLast()), "");
    }
    path.add(name);
    var fields = new LinkedHashMap<>(service.fields());
    var extended = fields.remove(EXTENDS);
    var own = new Fields(service.where(), fields);
    var whole =
        extended == null || extended instanceof Nothing
            ? own
            : merge.services(base(name, extended, path), own);
    resolved.put(name, whole);
    return whole;
  }

  private Value base(Name name, Value extended, List<Name> path) {
    var base = target(name, extended);
    var root = roots.get(base.file());
    if (root == null) {
      root = files.read(base.file(), extended.where());
      roots.put(base.file(), root);
    }
    var services = root.fields().get("services");
    var service = services instanceof Fields all ? all.values().get(base.service()) : null;
    if (service == null) {
      throw extended
          .where()
          .refuse("there is no service '%s' in %s".formatted(base.service(), base.file()), "");
    }
    return service(base, service, path);
  }

  private static Name target(Name name, Value extended) {
    if (!(extended instanceof Fields)) {
      return new Name(name.file(), extended.text());
    }
    KEYS.check(extended);
    var service = extended.fields().get("service");
    if (service == null) {
      throw extended.where().refuse("needs service", "such as extends: {service: base}");
    }
    var file = extended.fields().get("file");
    return new Name(
        file == null ? name.file() : Paths.inProject(file, "", file.text()), service.text());
  }
}
