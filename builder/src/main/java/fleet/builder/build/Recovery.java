package fleet.builder.build;

import fleet.builder.engine.EngineException;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a killed server left behind: its builds have failed, their tags go. */
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final Problem STOPPED =
      new Problem(
          ProblemCode.UNAVAILABLE,
          "the server stopped while this build ran",
          "nothing was released; push again");

  private final BuildTools tools;

  public Recovery(BuildTools tools) {
    this.tools = tools;
  }

  /** Before any build starts; the engine, which may be away, is cleaned on the side. */
  public void run() {
    var interrupted = tools.rows().unfinished();
    for (var build : interrupted) {
      tools.rows().end(build, new BuildEvent.Failed(STOPPED));
      LOG.atInfo().addKeyValue("build", build).log("build was interrupted by the server's end");
    }
    if (!interrupted.isEmpty()) {
      var _ = Thread.ofVirtual().name("recovery").start(() -> removeTags(interrupted));
    }
  }

  private void removeTags(List<BuildId> builds) {
    try {
      tools.engine().tags(tools.engineRegistry() + "/").stream()
          .filter(tag -> builds.stream().anyMatch(build -> tag.contains(":" + build + "-")))
          .forEach(tools.engine()::remove);
    } catch (EngineException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("could not remove old tags");
    }
  }
}
