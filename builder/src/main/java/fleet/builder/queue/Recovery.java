package fleet.builder.queue;

import fleet.builder.build.BuildTools;
import fleet.builder.db.LeaseRows;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what a killed server left behind: its builds wait in the queue again. What ended builds
 * left in engines goes when those answer.
 */
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final BuildTools tools;
  private final LeaseRows leases;

  public Recovery(BuildTools tools, LeaseRows leases) {
    this.tools = tools;
    this.leases = leases;
  }

  /**
   * Before any build starts, and before engines are asked.
   *
   * @return the builds that need what this node keeps
   */
  public Set<BuildId> run(UUID node) {
    for (var build : tools.rows().unfinishedWithoutQueue()) {
      var _ = tools.rows().end(build, 0, new BuildEvent.Failed(Verdicts.STOPPED));
      LOG.atInfo().addKeyValue("build", build).log("build was interrupted by the server's end");
    }
    return leases.begin(node);
  }
}
