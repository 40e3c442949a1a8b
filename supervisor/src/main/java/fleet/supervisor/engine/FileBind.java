package fleet.supervisor.engine;

import java.nio.file.Path;

/**
 * A file of this machine that a container sees, and cannot write.
 *
 * @param source that must be there when the container is created, and at each of its starts
 * @param target absolute path in the container
 */
public record FileBind(Path source, String target) {}
