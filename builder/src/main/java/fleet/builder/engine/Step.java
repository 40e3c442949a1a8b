package fleet.builder.engine;

import java.time.Duration;

/**
 * A step of a build that ended.
 *
 * @param name BuildKit's, such as {@code [2/3] RUN make}
 * @param cached its result was there already
 * @param error empty when it succeeded
 */
public record Step(String name, boolean cached, Duration took, String error) {}
