package fleet.supervisor.plan;

import fleet.contract.release.NetworkShape;

/**
 * A network on the engine.
 *
 * @param name on the engine; tells networks of different shapes apart
 */
public record Network(String name, NetworkShape shape) {}
