package fleet.registry.store;

import fleet.contract.release.Digest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.UploadId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps blobs as files of one folder. */
public final class FolderBlobStore implements BlobStore {
  private static final long ALMOST_NOTHING = 1024 * 1024;

  private final FolderLayout layout;
  private final Map<UploadId, UploadSlot> slots = new ConcurrentHashMap<>();

  public FolderBlobStore(Path folder) {
    this.layout = new FolderLayout(folder);
  }

  /** Makes the folders that are missing. */
  public void start() throws IOException {
    layout.create();
  }

  @Override
  public Optional<StoredBlob> open(Digest digest) throws IOException {
    try {
      var file = FileChannel.open(layout.blob(digest), StandardOpenOption.READ);
      return Optional.of(new StoredBlob(file, file.size()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(Digest digest) throws IOException {
    var blob = layout.blob(digest);
    Files.deleteIfExists(blob);
    FolderLayout.sync(Objects.requireNonNull(blob.getParent()));
  }

  @Override
  public void begin(UploadId id) throws IOException {
    Files.createFile(layout.upload(id));
  }

  @Override
  public Optional<Upload> resume(UploadId id) throws IOException {
    if (!has(id)) {
      return Optional.empty();
    }
    var slot = slots.computeIfAbsent(id, _ -> new UploadSlot());
    slot.acquire();
    try {
      return Optional.of(open(id, slot));
    } catch (NoSuchFileException e) {
      release(id, slot);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      release(id, slot);
      throw e;
    }
  }

  private Upload open(UploadId id, UploadSlot slot) throws IOException {
    var path = layout.upload(id);
    var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      var hash = hash(slot, file);
      slot.keep(hash);
      file.position(hash.count());
      return new FolderUpload(this, path, file, hash, () -> release(id, slot));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** The hash in memory counts only if it has seen exactly what is in the file. */
  private static RunningHash hash(UploadSlot slot, FileChannel file) throws IOException {
    var kept = slot.hash();
    return kept != null && kept.count() == file.size() ? kept : RunningHash.of(file);
  }

  private void release(UploadId id, UploadSlot slot) {
    if (!has(id)) {
      slots.remove(id, slot);
    }
    slot.release();
  }

  @Override
  public boolean has(UploadId id) {
    return Files.exists(layout.upload(id));
  }

  @Override
  public void discardIdleSince(Instant moment) throws IOException {
    for (var file : uploads()) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(moment)) {
        discardIdle(UploadId.parse(String.valueOf(file.getFileName())), file);
      }
    }
  }

  private List<Path> uploads() throws IOException {
    try (var files = Files.list(layout.uploads())) {
      return files.toList();
    }
  }

  private void discardIdle(UploadId id, Path file) throws IOException {
    var slot = slots.computeIfAbsent(id, _ -> new UploadSlot());
    if (slot.tryAcquire()) {
      try {
        Files.deleteIfExists(file);
      } finally {
        release(id, slot);
      }
    }
  }

  @Override
  public void requireSpace(long bytes) throws IOException {
    if (bytes > usableSpace()) {
      throw new RegistryException(
          ErrorCode.NO_SPACE, "the registry's disk has no room for %d bytes".formatted(bytes));
    }
  }

  boolean isFull() throws IOException {
    return usableSpace() < ALMOST_NOTHING;
  }

  FolderLayout layout() {
    return layout;
  }

  private long usableSpace() throws IOException {
    return Files.getFileStore(layout.uploads()).getUsableSpace();
  }
}
