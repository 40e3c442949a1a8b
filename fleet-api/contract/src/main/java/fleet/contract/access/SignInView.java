package fleet.contract.access;

import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.UUID;

/**
 * A sign-in that is open.
 *
 * @param lastUsedAt to the minute
 * @param address from which it was opened; empty when that is not known
 * @param agent what the program that opened it called itself
 * @param current it is the one by which this is asked
 */
public record SignInView(
    UUID id,
    UserName user,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    String address,
    String agent,
    boolean current) {}
