package fleet.registry.store;

import fleet.contract.release.Digest;
import fleet.registry.request.UploadId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where everything lies, all on one file system so that a rename is enough.
 *
 * <pre>
 * FOLDER/blobs/sha256/3f/3f5a...   64 hex digits; whole, verified, durable
 * FOLDER/uploads/UUID              not yet
 * </pre>
 */
record FolderLayout(Path folder) {
  private static final int SHARDS = 256;

  /** Makes the folders once, so that no upload has to. */
  void create() throws IOException {
    Files.createDirectories(uploads());
    for (var shard = 0; shard < SHARDS; shard++) {
      Files.createDirectories(blobs().resolve("%02x".formatted(shard)));
    }
    sync(blobs());
    sync(folder);
  }

  Path blob(Digest digest) {
    return blobs().resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }

  Path upload(UploadId id) {
    return uploads().resolve(id.toString());
  }

  Path uploads() {
    return folder.resolve("uploads");
  }

  /** Makes the entries of a folder durable. */
  static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path blobs() {
    return folder.resolve("blobs").resolve("sha256");
  }
}
