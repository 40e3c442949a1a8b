package fleet.cli.command;

import fleet.contract.Json;
import fleet.contract.trust.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Something to be signed, on its way to and from a machine that knows no server. */
final class EnvelopeFile {
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private EnvelopeFile() {}

  /**
   * Reads one.
   *
   * @throws CommandFailure when it is none
   */
  static Envelope read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MAX_BYTES);
      return Json.read(new String(bytes, StandardCharsets.UTF_8), Envelope.class);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "there is no file " + file, "");
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw CommandFailure.failed(
          file + " holds nothing to be signed", "fleet release sign --export FILE writes one");
    } catch (IOException e) {
      throw CommandFailure.failed("could not read %s: %s".formatted(file, e), "");
    }
  }

  /** Writes one, in place of what is there. */
  static void write(Path file, Envelope envelope) {
    var part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, Json.write(envelope) + "\n");
      var _ = Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CommandFailure.failed("could not write %s: %s".formatted(file, e), "");
    }
  }
}
