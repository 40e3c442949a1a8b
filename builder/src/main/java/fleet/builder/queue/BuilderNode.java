package fleet.builder.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a builder is, from one start to the next: a file in its data folder, which one process holds.
 * Held and closed by one thread; any may ask who it is.
 */
public final class BuilderNode implements AutoCloseable {
  private static final int MAX_BYTES = 64;

  private final Path folder;
  private @Nullable FileChannel held;
  private volatile @Nullable UUID id;

  public BuilderNode(Path folder) {
    this.folder = folder;
  }

  /**
   * Holds the folder for this process.
   *
   * @throws IllegalStateException when another one does
   */
  public void hold() throws IOException {
    Files.createDirectories(folder);
    var channel =
        FileChannel.open(
            folder.resolve("node"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    held = channel;
    lock(channel);
    id = read(channel);
  }

  /** Once held. */
  public UUID id() {
    var known = id;
    if (known == null) {
      throw new IllegalStateException("the builder's folder is not held");
    }
    return known;
  }

  @Override
  public void close() {
    if (held == null) {
      return;
    }
    try {
      held.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Another builder of this very process.
    }
    throw new IllegalStateException("another builder uses the folder " + folder);
  }

  private static UUID read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(MAX_BYTES);
    var length = channel.read(bytes, 0);
    if (length > 0) {
      return UUID.fromString(new String(bytes.array(), 0, length, StandardCharsets.UTF_8).strip());
    }
    var made = UUID.randomUUID();
    var _ = channel.write(ByteBuffer.wrap(made.toString().getBytes(StandardCharsets.UTF_8)), 0);
    channel.force(true);
    return made;
  }
}
