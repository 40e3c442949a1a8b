package fleet.cli.command;

import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.SshKeyView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet key add FILE}: an SSH public key of yours, for {@code git push}. */
final class AddKey implements Command {
  private static final int MAX_BYTES = 16 * 1024;

  @Parameters(paramLabel = "FILE", description = "The public key, such as ~/.ssh/id_ed25519.pub.")
  private Path file;

  @Option(names = "--name", paramLabel = "NAME", description = "What to call it.")
  private @Nullable String name;

  @Mixin private Common common;

  private final Shell shell;

  AddKey(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var line = read(shell.folder().resolve(file));
    var key = new NewSshKey(name == null ? nameOf(line) : name, line);
    var api = Api.signedIn(shell, common);
    var added = api.http().post("/keys", key, SshKeyView.class);
    return new Answer(shell, common)
        .one(
            added,
            view -> shell.terminal().print("%s  %s".formatted(view.fingerprint(), view.name())));
  }

  private static String read(Path path) {
    try (var in = Files.newInputStream(path)) {
      var text = new String(in.readNBytes(MAX_BYTES), java.nio.charset.StandardCharsets.UTF_8);
      return requirePublic(path, text.strip());
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("there is no file " + path, "ssh-keygen -t ed25519 makes a key");
    } catch (IOException e) {
      throw CommandFailure.failed("could not read %s: %s".formatted(path, e.getMessage()), "");
    }
  }

  /** A private key must never leave this machine, so it is refused here. */
  private static String requirePublic(Path path, String text) {
    if (text.contains("PRIVATE KEY")) {
      throw CommandFailure.usage(
          path + " is a private key, which stays with you", "give the file that ends in .pub");
    }
    if (text.lines().count() != 1 || text.split(" ").length < 2) {
      throw CommandFailure.usage(
          path + " is not an SSH public key", "it is one line: ssh-ed25519 AAAA... comment");
    }
    return text;
  }

  private String nameOf(String line) {
    var parts = line.split(" ", 3);
    return parts.length == 3 ? parts[2].strip() : String.valueOf(file.getFileName());
  }
}
