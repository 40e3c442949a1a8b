package fleet.builder.plan;

import fleet.builder.plan.Value.Fields;
import fleet.builder.plan.Value.Nothing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the compose files of a project into one: what they include, what their services extend, and
 * each file over the one before it. Every value keeps the place where it was written. Bounded; has
 * state: one for a project.
 */
final class ComposeFiles {
  static final Keys KEYS =
      new Keys(
          "services", "networks", "volumes", "secrets", "configs", "include", "version", "name");

  private static final int MAX_FILES = 64;
  private static final int MAX_NESTED = 8;

  private final ProjectFiles files;
  private final Merge merge = new Merge();
  private final Deque<String> open = new ArrayDeque<>();
  private int read;

  ComposeFiles(ProjectFiles files) {
    this.files = files;
  }

  /**
   * Merges these, the later over the earlier.
   *
   * @param asking for who names a file that is not there
   * @param folder at which relative paths begin
   */
  Value read(List<String> paths, Where asking, String folder, Variables variables) {
    Value all = new Nothing(asking);
    for (var path : paths) {
      all = merge.files(all, whole(path, asking, folder, variables));
    }
    return new Relocation(folder).contexts(merge.plain(all));
  }

  private Value whole(String path, Where asking, String folder, Variables variables) {
    if (open.contains(path) || open.size() >= MAX_NESTED) {
      throw asking.refuse(
          "'%s' includes itself, or too much is included by what is included".formatted(path), "");
    }
    open.push(path);
    var root = one(path, asking, folder, variables);
    var extended =
        new Extensions(merge, (file, by) -> one(file, by, Paths.folder(file), variables))
            .resolve(path, root);
    var included = new Includes(files, this, variables).of(root);
    open.pop();
    return included.fields().isEmpty() ? extended : together(included, extended);
  }

  /** One file as it is, but that its paths begin at the root. */
  private Value one(String path, Where asking, String folder, Variables variables) {
    if (++read > MAX_FILES) {
      throw asking.refuse("more than %d compose files are read".formatted(MAX_FILES), "");
    }
    var text =
        files
            .text(path)
            .orElseThrow(
                () -> asking.refuse("there is no file '%s'".formatted(path), "is it committed?"));
    var root = new YamlReader(path, variables).read(text);
    if (root instanceof Nothing) {
      throw root.where().refuse("the file is empty", "");
    }
    KEYS.check(root);
    return new Relocation(folder).file(root);
  }

  /** What is included stands beside what the file says itself, and never under it. */
  private Value together(Value included, Value own) {
    var all = new LinkedHashMap<>(own.fields());
    included
        .fields()
        .forEach(
            (section, value) -> all.merge(section, value, (mine, others) -> beside(mine, others)));
    return new Fields(own.where(), all);
  }

  static Value beside(Value mine, Value others) {
    if (mine instanceof Nothing) {
      return others;
    }
    var all = new LinkedHashMap<String, Value>(others.fields());
    for (Map.Entry<String, Value> field : mine.fields().entrySet()) {
      var other = all.put(field.getKey(), field.getValue());
      if (other != null && !Merge.same(other, field.getValue())) {
        throw field
            .getValue()
            .where()
            .refuse(
                "is in %s too, which is included".formatted(other.where().place()),
                "a file that is merged over this one may change it: COMPOSE_FILE in .env");
      }
    }
    return new Fields(mine.where(), all);
  }
}
