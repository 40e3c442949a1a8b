package fleet.builder.build;

import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a killed server left behind: its builds have failed. Their tags go when the engines
 * answer.
 */
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

  /** Before any build starts, and before engines are asked. */
  public void run() {
    for (var build : tools.rows().unfinished()) {
      tools.rows().end(build, new BuildEvent.Failed(STOPPED));
      LOG.atInfo().addKeyValue("build", build).log("build was interrupted by the server's end");
    }
  }
}
