package fleet.registry.store;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A blob that is open for reading. */
public record StoredBlob(FileChannel file, long size) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    file.close();
  }
}
