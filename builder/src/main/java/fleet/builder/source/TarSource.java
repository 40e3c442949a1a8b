package fleet.builder.source;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks a tar, compressed with gzip or not. */
public final class TarSource {
  private static final int GZIP_MAGIC = 0x1f8b;

  private final SourceLimits limits;

  public TarSource(SourceLimits limits) {
    this.limits = limits;
  }

  /**
   * Writes its entries below the folder.
   *
   * @return forty digits that stand for what was written, in place of a commit
   */
  public String unpack(InputStream body, Path folder) {
    var writer = new ProjectWriter(folder, limits);
    var arriving = new Arriving(body);
    try (var plain = new HeaderLimit(plain(arriving));
        var tar = new TarArchiveInputStream(plain, StandardCharsets.UTF_8.name())) {
      for (var entry = next(tar, plain); entry != null; entry = next(tar, plain)) {
        write(entry, tar, writer);
      }
      return writer.digest();
    } catch (DiskException e) {
      throw new ProblemException(
          ProblemCode.UNAVAILABLE,
          String.valueOf(e.getMessage()),
          "the server's operator has to make room");
    } catch (LongHeaderException e) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "the upload's tar holds a header of more than 1 MiB",
          "send a tar, or a tar.gz");
    } catch (IOException | IllegalArgumentException e) {
      throw arriving.brokeOff()
          ? new ProblemException(
              ProblemCode.INVALID_REQUEST, "the upload broke off", "send it again")
          : notWhole();
    }
  }

  public static ProblemException notWhole() {
    return new ProblemException(
        ProblemCode.INVALID_PROJECT,
        "the upload is not a whole tar archive",
        "send a tar, or a tar.gz");
  }

  private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, HeaderLimit plain)
      throws IOException {
    plain.begin();
    var entry = tar.getNextEntry();
    plain.end();
    return entry;
  }

  private static void write(TarArchiveEntry entry, TarArchiveInputStream tar, ProjectWriter writer)
      throws IOException {
    var path = path(entry.getName());
    if (path.isEmpty()) {
      return;
    }
    if (entry.isDirectory()) {
      writer.folder(path);
    } else if (entry.isSymbolicLink()) {
      writer.link(path, entry.getLinkName());
    } else if (entry.isLink()) {
      writer.hardLink(path, path(entry.getLinkName()));
    } else if (isRegular(entry)) {
      var modified = entry.getLastModifiedTime().toInstant();
      writer.file(path, (entry.getMode() & 0100) != 0, modified, tar);
    } else {
      throw writer.refuse(path, "is neither a file, a folder nor a link");
    }
  }

  /** The library calls everything a file that is no folder. */
  private static boolean isRegular(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isSparse()
        && !entry.isCharacterDevice()
        && !entry.isBlockDevice()
        && !entry.isFIFO();
  }

  /** Takes away what tar puts around a relative path: {@code ./} before, {@code /} after. */
  private static String path(String name) {
    var path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    while (path.endsWith("/") && path.length() > 1) {
      path = path.substring(0, path.length() - 1);
    }
    return path.equals(".") ? "" : path;
  }

  private static InputStream plain(InputStream body) throws IOException {
    var buffered = new BufferedInputStream(body, 64 * 1024);
    buffered.mark(2);
    var magic = (buffered.read() << 8) | buffered.read();
    buffered.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 64 * 1024) : buffered;
  }
}
