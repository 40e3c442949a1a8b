package fleet.builder.sbom;

import java.io.IOException;
import java.io.InputStream;

/** A layer of an image, as the registry keeps it: a tar, plain or compressed. */
@FunctionalInterface
public interface LayerBytes {
  /** Opens it at its beginning; it may be opened more than once. */
  InputStream open() throws IOException;
}
