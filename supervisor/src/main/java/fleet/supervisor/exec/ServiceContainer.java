package fleet.supervisor.exec;

import fleet.contract.identity.ServiceName;

/**
 * A container that runs one service now.
 *
 * @param id as the engine names it, 64 hexadecimal digits
 */
public record ServiceContainer(ServiceName service, String id) {}
