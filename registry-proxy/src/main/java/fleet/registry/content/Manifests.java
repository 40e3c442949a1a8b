package fleet.registry.content;

import fleet.contract.release.Digest;
import fleet.registry.db.ManifestRows;
import fleet.registry.db.StoredManifest;
import fleet.registry.db.TagRows;
import fleet.registry.manifest.Manifest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.EntityTags;
import fleet.registry.request.Reference;
import fleet.registry.request.RegistryRequest.DeleteManifest;
import fleet.registry.request.RegistryRequest.GetManifest;
import fleet.registry.request.RegistryRequest.PutManifest;
import fleet.registry.request.RepositoryName;
import fleet.registry.request.Tag;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Manifests and the tags that name them. */
final class Manifests {
  /** What the specification asks a registry to take at least. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Manifests.class);

  private final ManifestRows rows;
  private final TagRows tags;

  Manifests(ManifestRows rows, TagRows tags) {
    this.rows = rows;
    this.tags = tags;
  }

  Answer get(GetManifest get) {
    var manifest = rows.find(get.repository(), get.reference()).orElseThrow(Manifests::unknown);
    return get.held().hold(manifest.digest())
        ? head(304, manifest)
        : head(200, manifest).withBytes(manifest.mediaType(), manifest.content());
  }

  private static Answer head(int status, StoredManifest manifest) {
    return Answer.of(status)
        .with("Docker-Content-Digest", manifest.digest())
        .with("ETag", EntityTags.of(manifest.digest()));
  }

  Answer put(PutManifest put, Body body) throws IOException {
    var content = body.readAll(MAX_BYTES);
    var manifest = Manifest.parse(content, put.mediaType());
    var missing = rows.put(put.repository(), manifest, content, tag(put, manifest));
    if (!missing.isEmpty()) {
      throw new RegistryException(
          ErrorCode.MANIFEST_BLOB_UNKNOWN,
          "the repository lacks %s".formatted(missing.iterator().next()));
    }
    log(put, manifest.digest());
    var answer =
        Answer.of(201)
            .with("Location", Locations.manifest(put.repository(), manifest.digest()))
            .with("Docker-Content-Digest", manifest.digest());
    return manifest.subject().map(subject -> answer.with("OCI-Subject", subject)).orElse(answer);
  }

  private static Optional<Tag> tag(PutManifest put, Manifest manifest) {
    return switch (put.reference()) {
      case Reference.ByTag(var tag) -> Optional.of(tag);
      case Reference.ByDigest(var digest) -> {
        requireSame(digest, manifest.digest());
        yield Optional.empty();
      }
    };
  }

  private static void requireSame(Digest named, Digest actual) {
    if (!named.equals(actual)) {
      throw new RegistryException(
          ErrorCode.DIGEST_INVALID, "the manifest is %s, not %s".formatted(actual, named));
    }
  }

  private static void log(PutManifest put, Digest digest) {
    var event =
        LOG.atInfo().addKeyValue("repository", put.repository()).addKeyValue("digest", digest);
    if (put.reference() instanceof Reference.ByTag(var tag)) {
      event = event.addKeyValue("tag", tag);
    }
    event.log("manifest pushed");
  }

  Answer delete(DeleteManifest delete) {
    switch (delete.reference()) {
      case Reference.ByTag(var tag) -> deleteTag(delete.repository(), tag);
      case Reference.ByDigest(var digest) -> deleteManifest(delete.repository(), digest);
    }
    return Answer.of(202);
  }

  private void deleteTag(RepositoryName repository, Tag tag) {
    if (!tags.remove(repository, tag)) {
      throw unknown();
    }
    LOG.atInfo().addKeyValue("repository", repository).addKeyValue("tag", tag).log("tag deleted");
  }

  private void deleteManifest(RepositoryName repository, Digest digest) {
    switch (rows.forget(repository, digest)) {
      case DONE ->
          LOG.atInfo()
              .addKeyValue("repository", repository)
              .addKeyValue("digest", digest)
              .log("manifest deleted");
      case UNKNOWN -> throw unknown();
      case IN_USE ->
          throw new RegistryException(
              ErrorCode.UNSUPPORTED, "an index needs this manifest: delete that first");
    }
  }

  private static RegistryException unknown() {
    return new RegistryException(
        ErrorCode.MANIFEST_UNKNOWN, "there is no such manifest in the repository");
  }
}
