package fleet.contract.operator;

import fleet.contract.identity.ReleaseId;
import java.time.Instant;

/** A release as others mention it. */
public record ReleaseSummary(ReleaseId id, String version, String commit, Instant createdAt) {}
