package fleet.cli.command;

import fleet.contract.Json;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.EnvelopeSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Something to be signed, on its way to and from a machine that knows no server: an envelope as
 * JSON, with one field more.
 *
 * @param before what it takes the place of, for whoever signs it to compare
 */
record EnvelopeFile(Envelope envelope, Optional<Envelope> before) {
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  /** In the file. */
  record Kept(
      String payloadType,
      String payload,
      List<EnvelopeSignature> signatures,
      Optional<Envelope> before) {}

  /** What the file has besides the envelope. */
  record Beside(Optional<Envelope> before) {}

  /**
   * Reads one.
   *
   * @throws CommandFailure when it is none
   */
  static EnvelopeFile read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MAX_BYTES);
      return new EnvelopeFile(
          Json.read(bytes, Envelope.class), Json.read(bytes, Beside.class).before());
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
  static void write(Path file, Envelope envelope, Optional<Envelope> before) {
    new EnvelopeFile(envelope, before).write(file);
  }

  private void write(Path file) {
    var kept = new Kept(envelope.payloadType(), envelope.payload(), envelope.signatures(), before);
    var part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, Json.write(kept) + "\n");
      var _ = Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CommandFailure.failed("could not write %s: %s".formatted(file, e), "");
    }
  }
}
