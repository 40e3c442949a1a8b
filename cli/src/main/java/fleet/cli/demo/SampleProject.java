package fleet.cli.demo;

import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A project of two services in a git repository, ready to push. */
record SampleProject(Path folder) {
  private static final List<String> FILES =
      List.of("docker-compose.yml", "README.md", "web/Dockerfile", "clock/Dockerfile");

  /** Writes the files and commits them. */
  static SampleProject make(Path folder, String baseImage) {
    var project = new SampleProject(folder);
    try {
      for (var name : FILES) {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, resource(name).replace("@BASE@", baseImage));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the sample project", e);
    }
    project.git("init", "--quiet", "--initial-branch=main");
    project.git("config", "user.name", "Fleet demo");
    project.git("config", "user.email", "demo@localhost");
    project.git("add", "--all");
    project.git("commit", "--quiet", "--message=A page and a clock");
    return project;
  }

  /** Sets it up so that a plain {@code git push} goes to this remote with this key. */
  void connect(String url, Path key, Path knownHosts) {
    git("remote", "add", "fleet", url);
    git("config", "push.default", "current");
    git("config", "remote.pushDefault", "fleet");
    git(
        "config",
        "core.sshCommand",
        "ssh -F /dev/null -i %s -o IdentitiesOnly=yes -o BatchMode=yes -o LogLevel=ERROR -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile=%s"
            .formatted(key, knownHosts));
  }

  /** Commits a change that makes a new image of every service. */
  void change() {
    try {
      for (var name : FILES) {
        if (name.endsWith("Dockerfile")) {
          Files.writeString(
              folder.resolve(name), "RUN echo changed >> /changes\n", StandardOpenOption.APPEND);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not change the sample project", e);
    }
    git("commit", "--quiet", "--all", "--message=Another change");
  }

  private void git(String... words) {
    Program.of(Stream.concat(Stream.of("git"), Stream.of(words)).toList()).in(folder).output();
  }

  private static String resource(String name) throws IOException {
    try (var stream = SampleProject.class.getResourceAsStream("sample/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("the sample's %s is missing".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
