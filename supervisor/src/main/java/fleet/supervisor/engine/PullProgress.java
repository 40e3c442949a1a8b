package fleet.supervisor.engine;

import fleet.contract.codec.Records;

/** One line of a pull: {@code {"status":..,"id":..}}, or {@code {"error":".."}} and the end. */
final class PullProgress {
  private PullProgress() {}

  static void check(String line) {
    var error = Records.tree(line).path("error").text();
    if (!error.isEmpty()) {
      throw new EngineException(error);
    }
  }
}
