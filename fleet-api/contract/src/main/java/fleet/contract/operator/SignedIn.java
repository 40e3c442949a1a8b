package fleet.contract.operator;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import java.time.Instant;

/** A session of a person, revocable at once. */
public record SignedIn(Secret token, UserName user, Role role, Instant expiresAt) {}
