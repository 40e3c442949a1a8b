package fleet.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * Pushes of one large repository to places where nothing of it is yet. Ours go to a branch that is
 * not built: it is refused when all was received and checked. Mutable, for one thread.
 */
final class ReceivedPushes {
  private static final int FILES = 10_000;
  private static final int FILE_BYTES = 5_000;
  private static final int FILES_OF_A_FOLDER = 100;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String REFUSAL = "only the default branch deploys";

  private final ServerRun server;
  private final Path repository;
  private final Path key;
  private final String token;
  private int places;

  /** A push that is timed from git's start to its end. */
  interface Timed {
    double seconds();
  }

  private ReceivedPushes(ServerRun server, Path repository, Path key, String token) {
    this.server = server;
    this.repository = repository;
    this.key = key;
    this.token = token;
  }

  /** Makes the repository, packed as a clone would be, and who may push it. */
  static ReceivedPushes prepare(ServerRun server) {
    var repository = server.folder().resolve("large");
    write(repository);
    var git =
        Program.of("git", "-c", "user.name=ada", "-c", "user.email=ada@example.com")
            // Nothing works on it in the background while pushes are timed.
            .and("-c", "gc.auto=0");
    for (var words :
        new String[][] {
          {"init", "-q", "-b", "main"},
          {"add", "-A"},
          {"commit", "-qm", "large"},
          {"repack", "-adq"}
        }) {
      var _ = git.and(words).in(repository).within(Duration.ofMinutes(5)).output();
    }
    var key = newKey(server.folder().resolve("id_ed25519"));
    var _ = server.fleet("key", "add", key + ".pub");
    var token = server.json("api-key", "add", "measure", "--may", "push").at("/key").asText();
    return new ReceivedPushes(server, repository, key, token);
  }

  static Path newKey(Path file) {
    var _ =
        Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()).output();
    return file;
  }

  /** The client with that key and nothing of this machine's own. */
  static String sshCommand(Path key) {
    return "ssh -F /dev/null -i %s -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no"
            .formatted(key)
        + " -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR";
  }

  Timed overSsh() {
    return () -> refused(push(newFleet().at("/gitUrl").asText(), "received"));
  }

  Timed overHttp() {
    var base = server.url().replace("//", "//measure:%s@".formatted(token));
    return () -> {
      var name = newFleet().at("/name").asText();
      return refused(push("%s/git/%s.git".formatted(base, name), "received"));
    };
  }

  Timed to(GitPeer peer) {
    return () -> {
      var bare = server.folder().resolve("bare%d.git".formatted(places++));
      var _ = Program.of("git", "init", "-q", "--bare", bare.toString()).output();
      return taken(peer.let(push(peer.url(bare), "main")));
    };
  }

  private JsonNode newFleet() {
    return server.json("create", "measure-" + places++);
  }

  private Program push(String url, String branch) {
    return Program.of("git", "push", "-q", url, "HEAD:refs/heads/" + branch)
        .in(repository)
        .with("GIT_SSH_COMMAND", sshCommand(key))
        .with("GIT_TERMINAL_PROMPT", "0");
  }

  private static double refused(Program push) {
    var began = System.nanoTime();
    var outcome = push.run();
    var seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
    if (!outcome.errors().contains(REFUSAL)) {
      throw new IllegalStateException("it was not received: " + outcome.errors());
    }
    return seconds;
  }

  private static double taken(Program push) {
    var began = System.nanoTime();
    var _ = push.output();
    return (System.nanoTime() - began) / NANOS_PER_SECOND;
  }

  /** Files that nothing makes smaller, the same in each run. */
  private static void write(Path folder) {
    var random = new Random(7);
    var content = new byte[FILE_BYTES];
    try {
      for (var file = 0; file < FILES; file++) {
        random.nextBytes(content);
        var parent = folder.resolve("part" + file / FILES_OF_A_FOLDER);
        Files.createDirectories(parent);
        Files.write(parent.resolve("file" + file), content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
