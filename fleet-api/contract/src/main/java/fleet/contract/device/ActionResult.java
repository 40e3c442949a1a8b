package fleet.contract.device;

import java.util.UUID;

/**
 * The answer to one {@link DeviceAction}.
 *
 * @param message empty when done
 */
public record ActionResult(UUID action, boolean done, String message) {}
