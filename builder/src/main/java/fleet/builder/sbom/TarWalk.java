package fleet.builder.sbom;

import fleet.builder.source.HeaderLimit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Goes through the entries of a layer in their order. Shares what may be read with other walks. */
final class TarWalk {
  private final Allowance bytes;
  private final Allowance entries =
      new Allowance(Bounds.ENTRIES, "more than %d files".formatted(Bounds.ENTRIES));

  TarWalk() {
    this(Bounds.LAYER_BYTES);
  }

  /**
   * @param maxBytes of all layers together, decompressed
   */
  TarWalk(long maxBytes) {
    this.bytes = Allowance.bytes(maxBytes);
  }

  /** An entry, whose content is read from the stream beside it. */
  record Entry(String path, Type type, String target) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** With a slash at its end; empty for the root. */
    String folder() {
      return path.substring(0, path.lastIndexOf('/') + 1);
    }
  }

  enum Type {
    FILE,
    FOLDER,
    HARD_LINK,
    OTHER
  }

  /** Sees one entry after the other. */
  interface Visitor {
    /** Says whether the next is worth a look. */
    boolean visit(Entry entry, InputStream content);
  }

  /**
   * Goes through one layer to the end of its bytes, or as far as it is worth it, and says whether
   * it came to the end.
   *
   * @throws IOException when they end too early or are no tar
   */
  boolean through(InputStream layer, Visitor visitor) throws IOException {
    try (var decompressed = Decompression.plain(layer);
        var plain = new HeaderLimit(new BoundedStream(decompressed, bytes));
        var tar = new TarArchiveInputStream(plain, StandardCharsets.UTF_8.name())) {
      for (var next = next(tar, plain); next.isPresent(); next = next(tar, plain)) {
        entries.take(1);
        var entry = entry(next.get());
        if (entry.isPresent() && !visitor.visit(entry.get(), tar)) {
          return false;
        }
        pass(tar);
      }
      return true;
    }
  }

  private static Optional<TarArchiveEntry> next(TarArchiveInputStream tar, HeaderLimit plain)
      throws IOException {
    plain.begin();
    var entry = tar.getNextEntry();
    plain.end();
    return Optional.ofNullable(entry);
  }

  /** Over what is left of an entry, which is no header. */
  private static void pass(TarArchiveInputStream tar) throws IOException {
    while (tar.skip(Long.MAX_VALUE) > 0) {
      // Until there is nothing left of it.
    }
  }

  /** Nothing for what no engine would unpack. */
  private static Optional<Entry> entry(TarArchiveEntry entry) {
    return path(entry.getName())
        .map(path -> new Entry(path, type(entry), path(entry.getLinkName()).orElse("")));
  }

  private static Type type(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return Type.FOLDER;
    }
    if (entry.isLink()) {
      return Type.HARD_LINK;
    }
    var isRegular =
        entry.isFile()
            && !entry.isSymbolicLink()
            && !entry.isSparse()
            && !entry.isCharacterDevice()
            && !entry.isBlockDevice()
            && !entry.isFIFO();
    return isRegular ? Type.FILE : Type.OTHER;
  }

  /** {@code usr/lib/x} for {@code ./usr/lib/x}, {@code /usr//lib/x} and so on. */
  private static Optional<String> path(String name) {
    if (name == null || name.length() > Bounds.PATH_CHARS) {
      return Optional.empty();
    }
    List<String> parts =
        Arrays.stream(name.split("/"))
            .filter(part -> !part.isEmpty() && !part.equals("."))
            .toList();
    return parts.isEmpty() || parts.contains("..")
        ? Optional.empty()
        : Optional.of(parts.stream().collect(Collectors.joining("/")));
  }
}
