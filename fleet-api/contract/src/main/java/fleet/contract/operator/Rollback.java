package fleet.contract.operator;

import java.util.Optional;

/**
 * The fleet should run an older release again.
 *
 * @param to its version or id; when absent, the newest that was the fleet's before the present one
 */
public record Rollback(Optional<String> to) {}
