package fleet.cli.command;

import fleet.contract.Json;
import fleet.contract.audit.AuditExport;
import fleet.contract.audit.AuditLine;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** An export of the audit log, a line at a time, so that it may be of any length. */
final class AuditFile {
  private static final int LONGEST_LINE = 1024 * 1024;

  private AuditFile() {}

  /** Where the lines of an export come from. */
  interface Lines {
    void each(Line line);
  }

  /** Takes one. */
  interface Line {
    void take(AuditLine line);
  }

  /**
   * Reads and checks a file.
   *
   * @throws CommandFailure when it is no export
   */
  static AuditExport read(Path file) {
    var export = new AuditExport();
    var number = 0;
    try (var lines = Files.newBufferedReader(file)) {
      for (var line = line(lines); !line.isEmpty(); line = line(lines)) {
        number++;
        export.next(Json.read(line, AuditLine.class));
      }
    } catch (NoSuchFileException e) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "there is no file " + file, "");
    } catch (MalformedInputException | RuntimeException e) {
      throw CommandFailure.failed(
          "line %d of %s is not a line of an export".formatted(number, file),
          "fleet audit export FILE makes one");
    } catch (IOException e) {
      throw CommandFailure.failed("could not read %s: %s".formatted(file, e.getMessage()), "");
    }
    return export;
  }

  /** The next line; empty at the end. */
  private static String line(BufferedReader lines) throws IOException {
    var text = new StringBuilder();
    for (var next = lines.read(); next >= 0 && next != '\n'; next = lines.read()) {
      text.append((char) next);
      if (text.length() > LONGEST_LINE) {
        throw new IllegalArgumentException("a line is too long");
      }
    }
    return text.toString();
  }

  /** Writes a file that only its owner reads; it is whole or not there. */
  static void write(Path file, Lines lines) {
    var folder = file.toAbsolutePath().getParent();
    try {
      var part =
          Files.createTempFile(
              folder,
              ".audit",
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        fill(part, lines);
        var _ = Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        var _ = Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("could not write %s: %s".formatted(file, e), "");
    }
  }

  private static void fill(Path part, Lines lines) throws IOException {
    try (var writer = Files.newBufferedWriter(part)) {
      lines.each(line -> put(writer, line));
    }
  }

  private static void put(BufferedWriter writer, AuditLine line) {
    try {
      writer.write(Json.write(line));
      writer.write('\n');
    } catch (IOException e) {
      throw CommandFailure.failed("could not write the export: " + e.getMessage(), "");
    }
  }
}
