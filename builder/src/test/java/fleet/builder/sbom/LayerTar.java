package fleet.builder.sbom;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a layer, entry by entry. Mutable, one owner. */
final class LayerTar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

  LayerTar() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  LayerTar file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  LayerTar file(String path, byte[] content) {
    var entry = new TarArchiveEntry(path);
    entry.setSize(content.length);
    return put(entry, content);
  }

  LayerTar folder(String path) {
    return put(new TarArchiveEntry(path + "/"), new byte[0]);
  }

  LayerTar hardLink(String path, String target) {
    return link(path, target, TarConstants.LF_LINK);
  }

  LayerTar symbolicLink(String path, String target) {
    return link(path, target, TarConstants.LF_SYMLINK);
  }

  byte[] plain() {
    try {
      tar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  byte[] gzip() {
    return compressed(plain(), GZIPOutputStream::new);
  }

  byte[] zstd() {
    return compressed(plain(), ZstdOutputStream::new);
  }

  LayerBytes layer() {
    return of(gzip());
  }

  static LayerBytes of(byte[] bytes) {
    return () -> new BufferedInputStream(new ByteArrayInputStream(bytes));
  }

  private LayerTar link(String path, String target, byte type) {
    var entry = new TarArchiveEntry(path, type);
    entry.setLinkName(target);
    return put(entry, new byte[0]);
  }

  private LayerTar put(TarArchiveEntry entry, byte[] content) {
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private interface Compressor {
    OutputStream over(OutputStream bytes) throws IOException;
  }

  private static byte[] compressed(byte[] plain, Compressor compressor) {
    var compressed = new ByteArrayOutputStream();
    try (var out = compressor.over(compressed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
