package fleet.supervisor.engine;

import java.time.Instant;

/**
 * One line that a container wrote.
 *
 * @param stream {@code stdout} or {@code stderr}
 */
public record EngineLine(Instant at, String stream, String text) {}
