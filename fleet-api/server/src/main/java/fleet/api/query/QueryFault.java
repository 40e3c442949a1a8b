package fleet.api.query;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;

/** Makes refusals that point into the query. */
final class QueryFault {
  private QueryFault() {}

  /**
   * A refusal.
   *
   * @param position of the character that is wrong, from 1
   */
  static ProblemException at(int position, String sentence, String hint) {
    return new ProblemException(
        ProblemCode.INVALID_REQUEST,
        "the query is wrong at character %d: %s".formatted(position, sentence),
        hint);
  }
}
