package fleet.builder.sbom;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Finds out by its first bytes how a layer is compressed: media types of both OCI and Docker are
 * wrong often enough, and say no more.
 */
final class Decompression {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int ZSTD_MAGIC = 0x28b52ffd;

  private Decompression() {}

  /** The layer's tar; closing it leaves the layer open. */
  static InputStream plain(InputStream layer) throws IOException {
    var buffered = new Buffered(layer);
    buffered.mark(Integer.BYTES);
    var magic = 0;
    for (var i = 0; i < Integer.BYTES; i++) {
      magic = (magic << Byte.SIZE) | Math.max(0, buffered.read());
    }
    buffered.reset();
    if (magic >>> (2 * Byte.SIZE) == GZIP_MAGIC) {
      return new GZIPInputStream(buffered, BUFFER_BYTES);
    }
    return magic == ZSTD_MAGIC ? new ZstdInputStream(buffered) : buffered;
  }

  private static final class Buffered extends BufferedInputStream {
    Buffered(InputStream layer) {
      super(layer, BUFFER_BYTES);
    }

    @Override
    public void close() {}
  }
}
