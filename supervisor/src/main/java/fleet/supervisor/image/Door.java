package fleet.supervisor.image;

import fleet.contract.device.ServiceTarget;
import fleet.contract.release.Digest;
import fleet.supervisor.plan.ImageName;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry on 127.0.0.1 that the engine pulls from. It hands out only what the target names,
 * under a path that only this process knows.
 */
public final class Door implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Door.class);
  private static final int DOWNLOADS_AT_ONCE = 3;
  private static final int PREFIX_BYTES = 16;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int BAD_GATEWAY = 502;

  private final DoorListener listener;
  private final Upstream upstream;
  private final BiConsumer<Digest, String> faults;
  private final String prefix;
  private final Semaphore downloads = new Semaphore(DOWNLOADS_AT_ONCE, true);
  private volatile Allowance allowance = Allowance.NOTHING;

  /**
   * @param faults told which blob or manifest cannot be got, and why
   */
  Door(DoorSettings settings, Upstream upstream, BiConsumer<Digest, String> faults) {
    this.listener = new DoorListener(settings.loop(), settings.port(), this::answer);
    this.prefix = settings.names().doorPrefix() + random();
    this.upstream = upstream;
    this.faults = faults;
  }

  void start() {
    listener.start();
    log.info("door is open port={}", listener.port());
  }

  @Override
  public void close() {
    listener.close();
  }

  /** From now on only these may pass. */
  void allow(URI registry, List<ServiceTarget> services) {
    allowance = Allowance.of(registry, services);
  }

  /** How the engine names an image that it is to pull through here. */
  String reference(ImageName image) {
    return "127.0.0.1:%d/%s/%s@%s"
        .formatted(listener.port(), prefix, image.repository(), image.manifest());
  }

  private void answer(String path, Reply reply) throws IOException {
    var request = DoorRequest.parse(path, prefix);
    if (request.isEmpty()) {
      reply.error(NOT_FOUND, "NAME_UNKNOWN");
      return;
    }
    switch (request.get()) {
      case DoorRequest.Ping() -> reply.whole(OK, "application/json", new byte[] {'{', '}'}, "");
      case DoorRequest.Manifest manifest -> answer(manifest, allowance, reply);
      case DoorRequest.Blob blob -> answer(blob, allowance, reply);
    }
  }

  private void answer(DoorRequest.Manifest wanted, Allowance allowed, Reply reply)
      throws IOException {
    var digest = wanted.digest();
    if (!allowed.hasManifest(wanted.repository(), digest)) {
      reply.error(NOT_FOUND, "MANIFEST_UNKNOWN");
      return;
    }
    var manifest = fetch(wanted, allowed.registry());
    if (manifest.isEmpty()) {
      reply.error(BAD_GATEWAY, "UNAVAILABLE");
      return;
    }
    reply.whole(OK, manifest.get().type(), manifest.get().bytes().array(), digest.toString());
  }

  private Optional<Upstream.Manifest> fetch(DoorRequest.Manifest wanted, URI registry) {
    try {
      return Optional.of(upstream.manifest(registry, wanted.repository(), wanted.digest()));
    } catch (IOException | RuntimeException e) {
      faults.accept(wanted.digest(), String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private void answer(DoorRequest.Blob blob, Allowance allowed, Reply reply) throws IOException {
    var size = allowed.blobSize(blob.repository(), blob.digest());
    if (size.isEmpty()) {
      reply.error(NOT_FOUND, "BLOB_UNKNOWN");
      return;
    }
    reply.begin(OK, "application/octet-stream", size.getAsLong(), blob.digest().toString());
    if (!reply.isHeadOnly()) {
      copy(new BlobFetch(upstream, allowed.registry(), blob, size.getAsLong()), blob, reply);
    }
    reply.end();
  }

  private void copy(BlobFetch fetch, DoorRequest.Blob blob, Reply reply) throws IOException {
    try {
      downloads.acquire();
      try {
        fetch.copyTo(reply::write);
      } finally {
        downloads.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reply.abort();
    } catch (BlobFetch.SinkException e) {
      throw new IOException(e);
    } catch (RuntimeException e) {
      faults.accept(blob.digest(), String.valueOf(e.getMessage()));
      reply.abort();
    }
  }

  private static String random() {
    var bytes = new byte[PREFIX_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
