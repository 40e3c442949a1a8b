package fleet.builder.plan;

import fleet.contract.release.Digest;
import fleet.contract.release.FileMount;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code configs}: texts that services see as files. They go with the release, so they are no place
 * for secrets. Has state, what services use; one for a project.
 */
final class Configs {
  private static final Keys KEYS = new Keys("file", "content", "environment", "external", "name");
  private static final FileGrants GRANTS = new FileGrants("/");
  private static final int MAX_BYTES = 500 * 1024;

  private final Map<String, Value> defined;
  private final ProjectFiles files;
  private final Variables variables;
  private final Set<String> used = new LinkedHashSet<>();

  private Configs(Map<String, Value> defined, ProjectFiles files, Variables variables) {
    this.defined = defined;
    this.files = files;
    this.variables = variables;
  }

  /** Reads the top level; also what no service asks for must be right. */
  static Configs of(Value root, ProjectFiles files, Variables variables, Notes notes) {
    var defined =
        Values.present(root.fields(), "configs").map(Value::fields).orElse(Map.<String, Value>of());
    var configs = new Configs(defined, files, variables);
    defined
        .values()
        .forEach(definition -> {
          configs.content(definition);
          Values.present(definition.fields(), "name")
              .ifPresent(name -> notes.unused(name.where(), External.NAMED));
        });
    return configs;
  }

  List<FileMount> read(Value granted) {
    return GRANTS.read(granted).stream().map(this::mount).toList();
  }

  /** What services use, each once. */
  List<String> contents() {
    return List.copyOf(used);
  }

  private FileMount mount(FileGrants.Grant grant) {
    var definition = defined.get(grant.source().text());
    if (definition == null) {
      throw grant
          .source()
          .where()
          .refuse(
              "there is no config '%s' at the top level".formatted(grant.source().text()),
              "configs: {%s: {file: ./..}}".formatted(grant.source().text()));
    }
    var content = content(definition);
    used.add(content);
    if (used.stream().mapToLong(one -> bytes(one).length).sum() > MAX_BYTES) {
      throw definition
          .where()
          .refuse(
              "the configs of a release have more than %d KiB".formatted(MAX_BYTES / 1024),
              "COPY what is large in the Dockerfile");
    }
    return new FileMount.Content(grant.target(), Digest.of(bytes(content)), grant.access());
  }

  private String content(Value definition) {
    KEYS.check(definition);
    var fields = definition.fields();
    External.refuse(fields, "a config's content is in the project: file, content or environment");
    var said =
        List.of("file", "content", "environment").stream()
            .filter(key -> Values.present(fields, key).isPresent())
            .toList();
    if (said.size() != 1) {
      throw definition
          .where()
          .refuse("needs one of file, content and environment", "such as file: ./settings.json");
    }
    var value = Values.present(fields, said.getFirst()).orElseThrow();
    return switch (said.getFirst()) {
      case "content" -> value.text();
      case "environment" -> variable(value);
      default -> file(value);
    };
  }

  private String variable(Value value) {
    return variables
        .get(value.text())
        .orElseThrow(() ->
            value
                .where()
                .refuse(
                    "%s has no value, and there is no shell to take it from"
                        .formatted(value.text()),
                    "set it in the project's .env"));
  }

  private String file(Value value) {
    var path = Paths.inProject(value, "", value.text());
    return files
        .text(path)
        .orElseThrow(() ->
            value.where().refuse("there is no file '%s'".formatted(path), "is it committed?"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
