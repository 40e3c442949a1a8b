package fleet.builder.queue;

import fleet.builder.build.BuildTools;
import fleet.builder.db.QueueRows;
import fleet.builder.engine.EngineException;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what a killed server left behind: its builds wait in the queue again, and what ended
 * builds left in the engine goes.
 */
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final Pattern BUILD = Pattern.compile(":([0-9a-f-]{36})-");

  private final BuildTools tools;
  private final QueueRows queue;

  public Recovery(BuildTools tools, QueueRows queue) {
    this.tools = tools;
    this.queue = queue;
  }

  /**
   * Before any build starts; the engine, which may be away, is cleaned on the side.
   *
   * @return the builds that need what this node keeps
   */
  public Set<BuildId> run(UUID node) {
    for (var build : tools.rows().unfinishedWithoutQueue()) {
      var _ = tools.rows().end(build, 0, new BuildEvent.Failed(Verdicts.STOPPED));
      LOG.atInfo().addKeyValue("build", build).log("build was interrupted by the server's end");
    }
    var kept = queue.begin(node);
    var _ = Thread.ofVirtual().name("recovery").start(this::removeTags);
    return kept;
  }

  private void removeTags() {
    try {
      var tags = tools.engine().tags(tools.engineRegistry() + "/");
      var named = tags.stream().flatMap(tag -> build(tag).stream()).distinct().toList();
      var ended = Set.copyOf(ended(named));
      tags.stream()
          .filter(tag -> build(tag).filter(ended::contains).isPresent())
          .forEach(tools.engine()::remove);
    } catch (EngineException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("could not remove old tags");
    }
  }

  private List<BuildId> ended(List<BuildId> named) {
    return named.isEmpty() ? List.of() : tools.rows().ended(named);
  }

  private static Optional<BuildId> build(String tag) {
    var match = BUILD.matcher(tag);
    return match.find() ? Optional.of(BuildId.parse(match.group(1))) : Optional.empty();
  }
}
