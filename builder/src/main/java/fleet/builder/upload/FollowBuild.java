package fleet.builder.upload;

import fleet.builder.progress.BuildLog;
import fleet.builder.queue.Builds;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;

/** {@code GET /builds/{id}/log?after=LINE}: to the last event, live while the build runs. */
final class FollowBuild {
  private final Builds builds;

  FollowBuild(Builds builds) {
    this.builds = builds;
  }

  /**
   * Answers the events beyond a line.
   *
   * @param after the line's number; 0 for all
   */
  void follow(BuildId build, long after, Answer answer) throws IOException, InterruptedException {
    answer.fleet(fleet(build));
    var running = builds.running(build);
    if (running.isPresent()) {
      follow(running.get(), after, answer);
      return;
    }
    for (var event : builds.recorded(build, after).orElseThrow(() -> missing(build))) {
      answer.event(event);
    }
  }

  /**
   * Whose it is.
   *
   * @throws ProblemException when there is no such build
   */
  FleetName fleet(BuildId build) {
    return builds.fleet(build).orElseThrow(() -> missing(build));
  }

  private static ProblemException missing(BuildId build) {
    return new ProblemException(ProblemCode.NOT_FOUND, "there is no build " + build, "");
  }

  void follow(BuildLog log, long after, Answer answer) throws IOException, InterruptedException {
    var seen = 0;
    for (var events = log.after(seen); !events.isEmpty(); events = log.after(seen)) {
      seen += events.size();
      for (var event : events) {
        if (!(event instanceof BuildEvent.Line line) || line.number() > after) {
          answer.event(event);
        }
      }
    }
  }
}
