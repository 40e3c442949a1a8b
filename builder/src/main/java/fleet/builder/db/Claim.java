package fleet.builder.db;

import fleet.contract.identity.BuildId;
import java.time.Duration;

/**
 * A build that a node has taken from the queue.
 *
 * @param attempt 1 for the first; what is written with an older one counts for nothing
 * @param age since it joined the queue
 * @param releasing whether an attempt before came so far that the release may exist
 */
public record Claim(BuildId build, String request, int attempt, Duration age, boolean releasing) {}
