package fleet.contract.operator;

import fleet.contract.identity.ServiceName;

/**
 * A step of a build that ended.
 *
 * @param variant of the service's image
 * @param name such as {@code 2/3 RUN make}
 * @param millis that it took; those of a cached one are none
 * @param cached whether its result was there already
 */
public record BuildStep(
    ServiceName service,
    String variant,
    String name,
    long millis,
    boolean cached,
    boolean failed) {}
