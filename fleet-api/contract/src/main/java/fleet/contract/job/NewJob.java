package fleet.contract.job;

import java.util.Optional;

/**
 * An order to many devices of a fleet.
 *
 * @param count how many devices whoever asks saw to be meant; another number of them is refused
 */
public record NewJob(JobSelection selection, JobAction action, Optional<Integer> count) {}
