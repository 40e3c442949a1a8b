package fleet.builder.engine;

import java.nio.file.Path;

/**
 * A build context as the engine takes it.
 *
 * @param file a tar
 * @param dockerfile name of the Dockerfile within it
 */
public record ContextArchive(Path file, String dockerfile) {}
