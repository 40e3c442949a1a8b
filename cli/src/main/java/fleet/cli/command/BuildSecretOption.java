package fleet.cli.command;

import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.BuildUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Secrets that a push brings: read here, from a file or a variable, never from an argument. */
final class BuildSecretOption {
  private static final String HINT =
      "--build-secret id=npmrc,src=FILE, or --build-secret id=npmrc,env=VARIABLE";

  @Option(
      names = "--build-secret",
      paramLabel = "id=NAME,src=FILE|env=VAR",
      description = "A secret for RUN --mount=type=secret,id=NAME; may be repeated.")
  private List<String> words = List.of();

  /** By name; the files are as one sees them from the shell's folder. */
  Map<String, SecretBytes> read(Shell shell) {
    var secrets = new LinkedHashMap<String, SecretBytes>();
    for (var word : words) {
      var parts = parts(word);
      var name = Optional.ofNullable(parts.get("id")).orElseThrow(() -> unreadable());
      if (!BuildUpload.isName(name)) {
        throw CommandFailure.usage("'%s' is not a secret's name".formatted(name), HINT);
      }
      secrets.put(name, value(name, parts, shell));
    }
    return secrets;
  }

  /** Which files hold them: they stay out of what is sent. */
  List<Path> files(Shell shell) {
    return words.stream()
        .map(BuildSecretOption::parts)
        .flatMap(parts -> Optional.ofNullable(parts.get("src")).stream())
        .map(file -> shell.folder().resolve(file).normalize())
        .toList();
  }

  private static Map<String, String> parts(String word) {
    var parts = new LinkedHashMap<String, String>();
    for (var part : word.split(",", -1)) {
      var equals = part.indexOf('=');
      if (equals < 1 || !List.of("id", "src", "env").contains(part.substring(0, equals))) {
        throw unreadable();
      }
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return parts;
  }

  private static SecretBytes value(String name, Map<String, String> parts, Shell shell) {
    var file = Optional.ofNullable(parts.get("src"));
    var variable = Optional.ofNullable(parts.get("env"));
    if (file.isPresent() == variable.isPresent()) {
      throw unreadable();
    }
    return file.map(path -> read(shell.folder().resolve(path)))
        .or(() ->
            variable
                .flatMap(it -> Optional.ofNullable(shell.environment().get(it)))
                .map(SecretBytes::of))
        .orElseThrow(() ->
            CommandFailure.usage(
                "the build secret %s has no value: %s is not set"
                    .formatted(name, variable.orElse("")),
                HINT));
  }

  /** What the file holds, to the last byte. */
  static SecretBytes read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(BuildUpload.MAX_SECRET_BYTES + 1);
      if (bytes.length > BuildUpload.MAX_SECRET_BYTES) {
        throw CommandFailure.usage(
            "%s is longer than %d KiB".formatted(file, BuildUpload.MAX_SECRET_BYTES / 1024), "");
      }
      return SecretBytes.of(bytes);
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("there is no file " + file, HINT);
    } catch (IOException e) {
      throw CommandFailure.usage("could not read %s".formatted(file), "");
    }
  }

  /** The word is not told: somebody may have written a value into it. */
  private static CommandFailure unreadable() {
    return CommandFailure.usage(
        "a build secret has an id, and a file or a variable to read it from", HINT);
  }
}
