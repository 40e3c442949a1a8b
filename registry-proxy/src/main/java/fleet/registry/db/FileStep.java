package fleet.registry.db;

import java.io.IOException;

/** The change of a file that belongs to a change of rows. */
@FunctionalInterface
public interface FileStep {
  void run() throws IOException;
}
