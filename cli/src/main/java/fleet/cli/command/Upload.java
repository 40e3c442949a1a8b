package fleet.cli.command;

import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.BuildUpload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files on their way: packed by a worker while it is sent, through a pipe of one buffer. When the
 * packing fails the request is broken off, so the server never takes half of them for a whole one.
 */
final class Upload {
  private static final String PLAIN_TYPE = "application/gzip";
  private static final int BUFFER = 64 * 1024;

  private final SentFiles files;
  private final Map<String, SecretBytes> secrets;
  private final LongConsumer sent;
  private final AtomicReference<@Nullable CommandFailure> failure = new AtomicReference<>();

  /**
   * @param secrets that go before the folder, by name
   * @param sent told the number of bytes sent so far, now and then, by the worker
   */
  Upload(SentFiles files, Map<String, SecretBytes> secrets, LongConsumer sent) {
    this.files = files;
    this.secrets = Map.copyOf(secrets);
    this.sent = sent;
  }

  String contentType() {
    return secrets.isEmpty() ? PLAIN_TYPE : BuildUpload.CONTENT_TYPE;
  }

  /** The request's body; it is packed when it is asked for. */
  BodyPublisher body() {
    return BodyPublishers.ofInputStream(this::open);
  }

  /** Throws what kept the folder from being packed, if anything did. */
  void throwFailure() {
    var found = failure.get();
    if (found != null) {
      throw found;
    }
  }

  private InputStream open() {
    try {
      var reader = new PipedInputStream(BUFFER);
      var writer = new PipedOutputStream(reader);
      Thread.ofVirtual().name("fleet-pack").start(() -> pack(writer));
      return new BrokenOff(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pack(OutputStream pipe) {
    try (pipe) {
      packInto(pipe);
    } catch (IOException e) {
      // The reader is gone: the request has its own, better reason.
    }
  }

  /** Keeps the failure before the pipe is closed, so the reader cannot miss it. */
  private void packInto(OutputStream pipe) {
    try {
      if (!secrets.isEmpty()) {
        pipe.write(BuildUpload.head(secrets));
      }
      var out = new FastGzip(new Counted(pipe, sent));
      files.writeTar(out);
      out.finish();
    } catch (CommandFailure e) {
      failure.set(e);
    } catch (UncheckedIOException e) {
      // The reader is gone: the request has its own, better reason.
    } catch (IOException | RuntimeException e) {
      failure.set(CommandFailure.failed("could not pack the folder: " + e, ""));
    }
  }

  /** Ends in an error, not at an end, when the packing failed. */
  private final class BrokenOff extends FilterInputStream {
    BrokenOff(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      if (read < 0 && failure.get() != null) {
        throw new IOException("the folder could not be read");
      }
      return read;
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Counts, and tells a reader that is gone (unchecked) from a file that fails (checked). */
  private static final class Counted extends OutputStream {
    private final OutputStream pipe;
    private final LongConsumer sent;
    private long count;

    Counted(OutputStream pipe, LongConsumer sent) {
      this.pipe = pipe;
      this.sent = sent;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        pipe.write(bytes, offset, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      count += length;
      sent.accept(count);
    }
  }
}
