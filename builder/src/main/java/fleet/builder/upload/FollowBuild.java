package fleet.builder.upload;

import fleet.builder.progress.BuildLog;
import fleet.builder.queue.Builds;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /builds/{id}/log}: to the last event, live while the build runs. */
final class FollowBuild {
  private final Builds builds;

  FollowBuild(Builds builds) {
    this.builds = builds;
  }

  /** Answers those events that are asked for. */
  void follow(BuildId build, LogQuestion question, Answer answer)
      throws IOException, InterruptedException {
    answer.fleet(find(build).fleet());
    var running = question.follow() ? builds.running(build) : Optional.<BuildLog>empty();
    if (running.isPresent()) {
      follow(running.get(), question, answer);
      return;
    }
    for (var event : builds.recorded(build, question.after()).orElseThrow(() -> missing(build))) {
      if (question.test(event)) {
        answer.event(event);
      }
    }
  }

  /**
   * How it stands.
   *
   * @throws ProblemException when there is no such build
   */
  BuildView find(BuildId build) {
    return builds.find(build).orElseThrow(() -> missing(build));
  }

  private static ProblemException missing(BuildId build) {
    return new ProblemException(ProblemCode.NOT_FOUND, "there is no build " + build, "");
  }

  void follow(BuildLog log, LogQuestion question, Answer answer)
      throws IOException, InterruptedException {
    var seen = 0;
    for (var events = log.after(seen); !events.isEmpty(); events = log.after(seen)) {
      seen += events.size();
      for (var event : events) {
        if (question.test(event)) {
          answer.event(event);
        }
      }
    }
  }
}
