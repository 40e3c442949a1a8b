package fleet.registry.store;

import fleet.contract.release.Digest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An upload into a file. Mutable; owned by one request. */
final class FolderUpload implements Upload {
  private final FolderBlobStore store;
  private final Path path;
  private final FileChannel file;
  private final RunningHash hash;
  private final Runnable release;
  private @Nullable Digest sealed;

  /**
   * @param file positioned at its end
   * @param hash of what is in it
   * @param release called once, at close
   */
  FolderUpload(
      FolderBlobStore store, Path path, FileChannel file, RunningHash hash, Runnable release) {
    this.store = store;
    this.path = path;
    this.file = file;
    this.hash = hash;
    this.release = release;
  }

  @Override
  public long size() {
    return hash.count();
  }

  @Override
  public void append(ByteBuffer bytes) throws IOException {
    hash.add(bytes.duplicate());
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      if (store.isFull()) {
        discard();
        throw new RegistryException(ErrorCode.NO_SPACE, "the registry's disk is full");
      }
      throw e;
    }
  }

  @Override
  public void seal(Digest expected) throws IOException {
    var actual = hash.digest();
    if (!actual.equals(expected)) {
      discard();
      throw new RegistryException(
          ErrorCode.DIGEST_INVALID, "the upload is %s, not %s".formatted(actual, expected));
    }
    file.force(false);
    sealed = actual;
  }

  @Override
  public void publish() throws IOException {
    var digest = Objects.requireNonNull(sealed, "publish comes after seal");
    var blob = store.layout().blob(digest);
    Files.move(path, blob, StandardCopyOption.ATOMIC_MOVE);
    FolderLayout.sync(Objects.requireNonNull(blob.getParent()));
  }

  @Override
  public void discard() throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      release.run();
    }
  }
}
