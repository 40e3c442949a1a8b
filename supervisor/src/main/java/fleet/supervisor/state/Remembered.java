package fleet.supervisor.state;

import fleet.contract.codec.Records;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** A value that outlives the process, one JSON file each. Thread-safe. */
public final class Remembered<T> {
  private final DurableFile file;
  private final Class<T> type;

  Remembered(Path path, Class<T> type) {
    this.file = new DurableFile(path);
    this.type = type;
  }

  /** The value; a file that cannot be understood is set aside, and counts as absent. */
  public synchronized Optional<T> load() {
    var bytes = file.read();
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Records.read(bytes.get(), type));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      file.setAside("it is not the JSON of a " + type.getSimpleName());
      return Optional.empty();
    }
  }

  /** Returns when the value is on the disk. */
  public synchronized void save(T value) {
    file.write(Records.writeBytes(value));
  }
}
