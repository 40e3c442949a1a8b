package fleet.contract.access;

import java.time.Instant;

/**
 * Passwords are not looked at for a while, since too many were wrong.
 *
 * @param kind {@code user} or {@code address}
 * @param subject the name that was given, which somebody may have, or the address that tried
 */
public record LockOut(String kind, String subject, int failures, Instant until) {}
