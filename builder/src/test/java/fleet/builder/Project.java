package fleet.builder;

import fleet.builder.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A git repository of a developer, with a key of theirs, and the real git and ssh. */
final class Project {
  final Path folder;
  private final Path key;

  private Project(Path folder, Path key) {
    this.folder = folder;
    this.key = key;
  }

  /** Makes a key and an empty repository below the folder. */
  static Project create(Path parent) throws IOException, InterruptedException {
    var folder = Files.createDirectories(parent.resolve("project"));
    var key = parent.resolve("key");
    require(
        Shell.run(
            parent,
            Map.of(),
            List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())));
    var project = new Project(folder, key);
    require(project.git("init", "-q", "-b", "main"));
    return project;
  }

  /** The same files for somebody with another key. */
  Project withNewKey(Path parent) throws IOException, InterruptedException {
    return new Project(folder, create(parent).key);
  }

  /** The public half, without its comment. */
  String publicKey() throws IOException {
    var parts = Files.readString(Path.of(key + ".pub")).strip().split(" ");
    return parts[0] + " " + parts[1];
  }

  Project file(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Commits everything and returns the commit. */
  String commit() throws IOException, InterruptedException {
    require(git("add", "-A"));
    require(git("commit", "-q", "--allow-empty", "-m", "change"));
    return require(git("rev-parse", "HEAD")).output().strip();
  }

  Result push(int port, String fleet, String... options) throws IOException, InterruptedException {
    return Shell.finish(startPush(port, fleet, options));
  }

  Process startPush(int port, String fleet, String... options) throws IOException {
    var command = new ArrayList<>(List.of("push"));
    for (var option : options) {
      command.addAll(List.of("-o", option));
    }
    command.addAll(List.of(url(port, fleet), "HEAD:refs/heads/main"));
    return Shell.start(folder, environment(), words(command));
  }

  /** What a remote branch points to; empty when there is none. */
  String remote(int port, String fleet, String ref) throws IOException, InterruptedException {
    var output = require(git("ls-remote", url(port, fleet), ref)).output();
    return output
        .lines()
        .filter(line -> line.endsWith(ref))
        .map(line -> line.split("\t")[0])
        .findFirst()
        .orElse("");
  }

  static String url(int port, String fleet) {
    return "ssh://git@127.0.0.1:%d/%s.git".formatted(port, fleet);
  }

  Result git(String... arguments) throws IOException, InterruptedException {
    return Shell.run(folder, environment(), words(List.of(arguments)));
  }

  private static List<String> words(List<String> arguments) {
    var words =
        new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
    words.addAll(arguments);
    return words;
  }

  private Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put(
        "GIT_SSH_COMMAND",
        "ssh -i %s -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
            .formatted(key));
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    return environment;
  }

  private static Result require(Result result) {
    if (result.code() != 0) {
      throw new IllegalStateException(result.output());
    }
    return result;
  }
}
