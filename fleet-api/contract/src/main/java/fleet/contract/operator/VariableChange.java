package fleet.contract.operator;

import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.variable.VariableName;
import java.time.Instant;
import java.util.Optional;

/**
 * One change in a variable's history.
 *
 * @param secret whether it was secret before or after: then neither value is told
 * @param removed whether it is gone since
 * @param before absent when there was none, or it is secret
 * @param after absent when it was removed, or it is secret
 */
public record VariableChange(
    long version,
    Instant at,
    UserName by,
    VariableLevel level,
    Optional<ServiceName> service,
    VariableName name,
    boolean secret,
    boolean removed,
    Optional<String> before,
    Optional<String> after) {}
