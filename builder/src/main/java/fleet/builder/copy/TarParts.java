package fleet.builder.copy;

import fleet.builder.source.HeaderLimit;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Where in a plain tar its files are, so that they are read in any order and never unpacked. */
final class TarParts {
  private static final int MAX_ENTRIES = 20_000;
  private static final int MAX_LINKS = 10;

  private final Path file;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  private TarParts(Path file) {
    this.file = file;
  }

  private record Place(long offset, long size) {}

  /**
   * Goes through it once.
   *
   * @throws IOException when it is no tar, or has too many entries
   */
  static TarParts of(Path file) throws IOException {
    var parts = new TarParts(file);
    try (var counted = new Counted(new BufferedInputStream(Files.newInputStream(file)));
        var limited = new HeaderLimit(counted);
        var tar = new TarArchiveInputStream(limited, StandardCharsets.UTF_8.name())) {
      parts.index(tar, limited, counted);
    }
    return parts;
  }

  private void index(TarArchiveInputStream tar, HeaderLimit limited, Counted counted)
      throws IOException {
    limited.begin();
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      limited.end();
      if (places.size() + links.size() >= MAX_ENTRIES) {
        throw new IOException("it has more than %d entries".formatted(MAX_ENTRIES));
      }
      note(entry, counted.bytes);
      while (tar.skip(Long.MAX_VALUE) > 0) {
        // To the next entry.
      }
      limited.begin();
    }
  }

  private void note(TarArchiveEntry entry, long offset) {
    var name = plain(entry.getName());
    if (entry.isSymbolicLink()) {
      links.put(
          name,
          plain(Path.of("/" + name).resolveSibling(entry.getLinkName()).normalize().toString()));
    } else if (entry.isFile() && !entry.isLink() && !entry.isSparse()) {
      places.put(name, new Place(offset, entry.getSize()));
    }
  }

  private static String plain(String name) {
    return name.replaceFirst("^(?:\\./|/)+", "");
  }

  boolean has(String name) {
    return place(name).isPresent();
  }

  /**
   * @throws IOException when there is no such file
   */
  InputStream open(String name) throws IOException {
    var place = place(name).orElseThrow(() -> new IOException("it has no " + name));
    var channel = FileChannel.open(file, StandardOpenOption.READ).position(place.offset());
    return new Part(Channels.newInputStream(channel), place.size());
  }

  byte[] small(String name, int maxBytes) throws IOException {
    try (var content = open(name)) {
      var bytes = content.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException("its %s is larger than %d bytes".formatted(name, maxBytes));
      }
      return bytes;
    }
  }

  private Optional<Place> place(String name) {
    var at = name;
    for (var hop = 0; hop < MAX_LINKS && links.containsKey(at); hop++) {
      at = links.getOrDefault(at, at);
    }
    return Optional.ofNullable(places.get(at));
  }

  /** Counts what was read. Mutable, of one thread. */
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var read = super.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      bytes += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
      var skipped = super.skip(wanted);
      bytes += skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  /** So many bytes of a stream. Mutable, of one thread. */
  private static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      var read = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
      var passed = new byte[Math.clamp(wanted, 0, 16 * 1024)];
      return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
