package fleet.contract.operator;

import fleet.contract.identity.UserName;
import java.time.Instant;

/**
 * Who a fleet's builds are at a registry, without the password.
 *
 * @param host as image names begin
 */
public record RegistryLoginView(String host, String username, UserName setBy, Instant setAt) {}
