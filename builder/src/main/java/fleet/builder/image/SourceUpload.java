package fleet.builder.image;

import fleet.contract.identity.Secret;
import fleet.contract.release.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;

/**
 * A body that goes to the registry while it is read here: read once, and never whole in memory.
 * Mutable, of one thread.
 */
public final class SourceUpload implements AutoCloseable {
  private static final int MAX_REST_BYTES = 1024 * 1024;

  private final RegistryHttp http;
  private final Secret token;
  private final MessageDigest hash = Digest.sha256();
  private final ChunkPipe pipe = new ChunkPipe();
  private final InputStream body;
  private final URI location;
  private final CompletableFuture<URI> sent = new CompletableFuture<>();
  private boolean done;

  private SourceUpload(RegistryHttp http, Secret token, URI location, InputStream body) {
    this.http = http;
    this.token = token;
    this.location = location;
    this.body = new Copied(body);
  }

  static SourceUpload begin(RegistryHttp http, String repository, Secret token, InputStream body) {
    var location = http.beginUpload(repository, token);
    var upload = new SourceUpload(http, token, location, body);
    var _ = Thread.ofVirtual().name("source-upload").start(upload::send);
    return upload;
  }

  /** What was given, copied as it is read; closing it does nothing. */
  public InputStream body() {
    return body;
  }

  /**
   * Reads what is left of the body, and returns the name of the whole.
   *
   * @throws IOException when it does not end, or breaks off
   */
  public Digest finish() throws IOException, InterruptedException {
    var rest = body.readNBytes(MAX_REST_BYTES);
    if (rest.length == MAX_REST_BYTES) {
      throw new IOException("the body goes on after its archive");
    }
    pipe.end();
    var digest = Digest.ofHash(hash.digest());
    var at = http.await(sent);
    var end =
        http.request(RegistryHttp.end(at, digest), token).PUT(BodyPublishers.noBody()).build();
    var _ = http.send(end);
    done = true;
    return digest;
  }

  @Override
  public void close() {
    if (done) {
      return;
    }
    pipe.abandon();
    http.forget(http.request(location, token).DELETE().build());
  }

  private void send() {
    try {
      var patch =
          HttpRequest.newBuilder(location)
              .header("Authorization", "Bearer " + token.reveal())
              .header("Content-Type", "application/octet-stream")
              .method("PATCH", BodyPublishers.ofInputStream(() -> pipe))
              .build();
      var _ = sent.complete(http.location(http.send(patch)));
    } catch (RuntimeException e) {
      var _ = sent.completeExceptionally(e);
    } finally {
      pipe.closeReader();
    }
  }

  /** Copies what is read into the pipe. */
  private final class Copied extends FilterInputStream {
    Copied(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      if (read > 0) {
        hash.update(buffer, offset, read);
        pipe.write(buffer, offset, read);
      }
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

    @Override
    public void close() {}
  }
}
