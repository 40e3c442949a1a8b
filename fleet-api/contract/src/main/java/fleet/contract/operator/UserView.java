package fleet.contract.operator;

import fleet.contract.identity.UserName;
import java.time.Instant;

/** A person. */
public record UserView(UserName name, Role role, Instant createdAt) {}
