package fleet.cli.command;

import fleet.contract.identity.Secret;
import fleet.contract.operator.NewVariable;
import fleet.contract.variable.VariableName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that take variables from files, which keeps values off the list of processes. */
final class VariableFiles {
  private static final int MAX_BYTES = 1 << 20;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "All of this file, NAME=VALUE a line, taken as it stands; may be repeated.")
  private List<Path> envFiles = List.of();

  @Option(
      names = "--from-file",
      paramLabel = "NAME=FILE",
      description = "One whose value is what is in the file; may be repeated.")
  private Map<String, Path> valueFiles = new LinkedHashMap<>();

  boolean areNamed() {
    return !envFiles.isEmpty() || !valueFiles.isEmpty();
  }

  /** What the files say. */
  List<NewVariable> read(boolean secret) {
    var together =
        envFiles.stream()
            .map(VariableFiles::variables)
            .flatMap(all -> all.entrySet().stream())
            .map(one -> variable(one.getKey().value(), one.getValue(), secret));
    var alone =
        valueFiles.entrySet().stream()
            .map(one -> variable(one.getKey(), withoutLastBreak(text(one.getValue())), secret));
    return Stream.concat(together, alone).toList();
  }

  private static NewVariable variable(String name, String value, boolean secret) {
    return SetVariables.variable(name, Secret.of(value), secret);
  }

  private static Map<VariableName, String> variables(Path file) {
    try {
      return EnvFile.read(text(file));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "%s: %s".formatted(file, e.getMessage()),
          "values are taken as they stand; --from-file NAME=FILE takes one of several lines");
    }
  }

  /** Editors and echo put one there. */
  static String withoutLastBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw CommandFailure.usage("%s is longer than 1 MiB".formatted(file), "");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw CommandFailure.usage(
          "%s is no text in UTF-8".formatted(file), "put its base64 into the variable");
    } catch (IOException e) {
      throw CommandFailure.usage("could not read %s".formatted(file), "");
    }
  }
}
