package fleet.registry.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The store in a real folder. */
class FolderBlobStoreIT extends BlobStoreContract {
  @TempDir Path folder;

  @Override
  BlobStore reopen() throws IOException {
    var store = new FolderBlobStore(folder);
    store.start();
    return store;
  }
}
