package fleet.builder.copy;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.builder.image.RegistryWriter;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies images from other registries into ours, byte for byte, so that their digests stay. What
 * ours has already is not asked for. Blocking, thread-safe.
 */
final class ImageCopier {
  private static final int ATTEMPTS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MAX_LAYERS = 500;
  private static final long MAX_LAYER_BYTES = 20L << 30;

  private final RegistryWriter writer;

  ImageCopier(RegistryWriter writer) {
    this.writer = writer;
  }

  /** A part of an image. */
  private record Part(Digest digest, long size) {}

  /**
   * Copies one image of those that a name led to.
   *
   * @param repository where it goes
   * @throws ProblemException when one of the registries does not do its part
   */
  ForeignImages.Copied copy(FoundImage image, Digest wanted, String repository, Secret token)
      throws InterruptedException {
    var source = image.source();
    var manifest = source.manifest(wanted.toString());
    if (!ImageSource.MANIFEST_TYPES.contains(manifest.mediaType())) {
      throw source.failed("%s is no manifest of an image".formatted(wanted));
    }
    var body = FoundImage.json(manifest.bytes(), source);
    var bytes = 0L;
    for (var part : parts(body, image)) {
      bytes += copy(part, image, repository, token);
    }
    writer.putManifest(
        repository, manifest.digest(), manifest.mediaType(), manifest.bytes(), token);
    return new ForeignImages.Copied(manifest.digest(), bytes);
  }

  private static List<Part> parts(JsonNode manifest, FoundImage image) {
    var layers = manifest.path("layers");
    if (layers.size() > MAX_LAYERS) {
      throw image.source().failed("%s has %d layers".formatted(image.name(), layers.size()));
    }
    var parts = new ArrayList<Part>();
    layers.forEach(layer -> parts.add(part(layer, image)));
    parts.add(part(manifest.path("config"), image));
    return parts;
  }

  private static Part part(JsonNode descriptor, FoundImage image) {
    var size = descriptor.path("size").asLong(-1);
    if (size < 0 || size > MAX_LAYER_BYTES) {
      throw image.source().failed("%s has a layer of %d bytes".formatted(image.name(), size));
    }
    return new Part(FoundImage.digest(descriptor, image.source()), size);
  }

  /** Returns how many bytes came. */
  private long copy(Part part, FoundImage image, String repository, Secret token)
      throws InterruptedException {
    var isThere =
        writer.has(repository, part.digest(), token)
            || image
                .source()
                .ownRepository()
                .filter(from -> writer.mount(repository, part.digest(), from, token))
                .isPresent();
    if (isThere) {
      return 0;
    }
    var reason = "";
    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
      var broken = fetch(part, image, repository, token);
      if (broken.isEmpty()) {
        return part.size();
      }
      reason = broken.get();
    }
    throw image
        .source()
        .failed("%s of %s does not arrive: %s".formatted(part.digest(), image.name(), reason));
  }

  /** Why it did not arrive; nothing when it did. */
  private Optional<String> fetch(Part part, FoundImage image, String repository, Secret token)
      throws InterruptedException {
    var source = new SourceStream(image.source().blob(part.digest()));
    var guard = StallGuard.watch(PATIENCE, source::bytes);
    try (source;
        guard) {
      writer.putBlob(repository, part.digest(), part.size(), source, token);
      return Optional.empty();
    } catch (InterruptedException e) {
      if (guard.stalled()) {
        return Optional.of("nothing comes for %d s".formatted(PATIENCE.toSeconds()));
      }
      throw e;
    } catch (IOException e) {
      return Optional.of(
          source
              .failure()
              .map(IOException::getMessage)
              .orElse("its bytes are not as many as said"));
    } catch (ProblemException e) {
      var broken = source.failure();
      if (broken.isEmpty()) {
        throw e;
      }
      return broken.map(IOException::getMessage);
    }
  }
}
