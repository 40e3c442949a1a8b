package fleet.contract.job;

/** How many of a job's devices are how far; they add up to {@code total}. */
public record JobCounts(int total, int waiting, int done, int failed, int skipped) {}
