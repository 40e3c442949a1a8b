package fleet.registry.db;

import fleet.contract.release.Digest;
import fleet.registry.manifest.Manifest;
import fleet.registry.request.Reference;
import fleet.registry.request.RepositoryName;
import fleet.registry.request.Tag;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The manifests of repositories, and what they need. */
public final class ManifestRows {
  private final Database database;

  public ManifestRows(Database database) {
    this.database = database;
  }

  public Optional<StoredManifest> find(RepositoryName repository, Reference reference) {
    return switch (reference) {
      case Reference.ByDigest(var digest) -> findByDigest(repository, digest);
      case Reference.ByTag(var tag) -> findByTag(repository, tag);
    };
  }

  private Optional<StoredManifest> findByDigest(RepositoryName repository, Digest digest) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                select digest, media_type, content from registry.manifests
                where repository = :repository and digest = :digest\
                """)
            .bind("repository", repository.value())
            .bind("digest", digest.value())
            .map((row, _) -> read(row))
            .findOne());
  }

  private Optional<StoredManifest> findByTag(RepositoryName repository, Tag tag) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                select digest, media_type, content
                from registry.tags join registry.manifests using (repository, digest)
                where repository = :repository and tag = :tag\
                """)
            .bind("repository", repository.value())
            .bind("tag", tag.value())
            .map((row, _) -> read(row))
            .findOne());
  }

  /** The manifests that are about another one, the oldest first. */
  public List<StoredManifest> referrers(RepositoryName repository, Digest subject) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                select digest, media_type, content from registry.manifests
                where repository = :repository and subject = :subject
                order by pushed_at, digest\
                """)
            .bind("repository", repository.value())
            .bind("subject", subject.value())
            .map((row, _) -> read(row))
            .list());
  }

  /**
   * Keeps a manifest, and a tag for it if there is one, when everything that it needs is in the
   * repository.
   *
   * @return what is missing; empty when it was kept
   */
  public Set<Digest> put(
      RepositoryName repository, Manifest manifest, byte[] content, Optional<Tag> tag) {
    return database.inTransaction(handle -> {
      RepositoryRows.ensure(handle, repository);
      var missing = missing(handle, repository, manifest);
      if (missing.isEmpty()) {
        insert(handle, repository, manifest, content);
        insertReferences(handle, repository, manifest);
        tag.ifPresent(name -> TagRows.move(handle, repository, name, manifest.digest()));
      }
      return missing;
    });
  }

  /** Forgets a manifest and its tags, unless an index needs it. */
  public Forgotten forget(RepositoryName repository, Digest digest) {
    return database.inTransaction(handle -> {
      if (!RepositoryRows.lockEntry(handle, "manifests", repository, digest)) {
        return Forgotten.UNKNOWN;
      }
      if (isReferenced(handle, repository, digest)) {
        return Forgotten.IN_USE;
      }
      RepositoryRows.deleteEntry(handle, "manifests", repository, digest);
      return Forgotten.DONE;
    });
  }

  static boolean isReferenced(Handle handle, RepositoryName repository, Digest digest) {
    return handle
        .createQuery(
            """
            select exists (select 1 from registry.manifest_references
            where repository = :repository and digest = :digest)\
            """)
        .bind("repository", repository.value())
        .bind("digest", digest.value())
        .mapTo(Boolean.class)
        .one();
  }

  /** Locks what is there, so that it stays until the manifest that needs it is kept. */
  private static Set<Digest> missing(Handle handle, RepositoryName repository, Manifest manifest) {
    var missing = new HashSet<Digest>();
    missing.addAll(manifest.blobs());
    missing.addAll(manifest.manifests());
    present(handle, "repository_blobs", repository, manifest.blobs()).forEach(missing::remove);
    present(handle, "manifests", repository, manifest.manifests()).forEach(missing::remove);
    return missing;
  }

  private static List<Digest> present(
      Handle handle, String table, RepositoryName repository, List<Digest> digests) {
    return handle
        .createQuery(
            """
            select digest from registry.%s
            where repository = :repository and digest = any(:digests) for key share\
            """
                .formatted(table))
        .bind("repository", repository.value())
        .bindArray("digests", String.class, digests.stream().map(Digest::value).toList())
        .mapTo(String.class)
        .map(Digest::parse)
        .list();
  }

  private static void insert(
      Handle handle, RepositoryName repository, Manifest manifest, byte[] content) {
    handle
        .createUpdate(
            """
            insert into registry.manifests (repository, digest, media_type, content, subject)
            values (:repository, :digest, :type, :content, :subject)
            on conflict (repository, digest) do update set media_type = excluded.media_type\
            """)
        .bind("repository", repository.value())
        .bind("digest", manifest.digest().value())
        .bind("type", manifest.mediaType().text())
        .bind("content", content)
        .bind("subject", manifest.subject().map(Digest::value))
        .execute();
  }

  private static void insertReferences(
      Handle handle, RepositoryName repository, Manifest manifest) {
    var needed = new HashSet<>(manifest.blobs());
    needed.addAll(manifest.manifests());
    handle
        .createUpdate(
            """
            insert into registry.manifest_references (repository, manifest, digest)
            select :repository, :manifest, unnest(:digests) on conflict do nothing\
            """)
        .bind("repository", repository.value())
        .bind("manifest", manifest.digest().value())
        .bindArray("digests", String.class, needed.stream().map(Digest::value).toList())
        .execute();
  }

  private static StoredManifest read(ResultSet row) throws SQLException {
    return new StoredManifest(
        Digest.parse(row.getString("digest")),
        row.getString("media_type"),
        ByteBuffer.wrap(row.getBytes("content")));
  }
}
