package fleet.builder.pool;

import fleet.builder.db.EngineRows;
import fleet.builder.engine.EngineException;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.EngineName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the tags of builds away from engines: at once, or, from one that is away, when it is back.
 * Thread-safe.
 */
final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int MAX_LEFT = 1_000;
  private static final Pattern TAG = Pattern.compile(":([0-9a-f-]{36})-");

  private final EngineRows rows;
  private final Map<EngineName, Set<String>> left = new ConcurrentHashMap<>();

  Sweeper(EngineRows rows) {
    this.rows = rows;
  }

  void remove(Member member, String tag) {
    if (!member.health().answers()) {
      keep(member, tag);
      return;
    }
    try {
      member.engine.remove(tag);
    } catch (EngineException e) {
      keep(member, tag);
      LOG.atWarn()
          .addKeyValue("engine", member.name())
          .addKeyValue("tag", tag)
          .addKeyValue("reason", e.getMessage())
          .log("could not remove a tag yet");
    }
  }

  private void keep(Member member, String tag) {
    var tags = left.computeIfAbsent(member.name(), _ -> ConcurrentHashMap.newKeySet());
    if (tags.size() < MAX_LEFT) {
      tags.add(tag);
    }
  }

  /** What could not be removed before. */
  void retry(Member member) {
    var tags = left.getOrDefault(member.name(), Set.of());
    for (var tag : Set.copyOf(tags)) {
      tags.remove(tag);
      remove(member, tag);
    }
  }

  /** What builds that have ended left there, of this process or of one before it. */
  void sweep(Member member) {
    try {
      var tags =
          member.engine.tags(member.spec.registry() + "/").stream()
              .filter(tag -> TAG.matcher(tag).find())
              .toList();
      var ended = rows.ended(tags.stream().map(Sweeper::build).collect(Collectors.toSet()));
      tags.stream().filter(tag -> ended.contains(build(tag))).forEach(tag -> remove(member, tag));
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("engine", member.name())
          .addKeyValue("reason", e.getMessage())
          .log("could not look for old tags");
    }
  }

  private static BuildId build(String tag) {
    var match = TAG.matcher(tag);
    if (!match.find()) {
      throw new IllegalStateException(tag);
    }
    return BuildId.parse(match.group(1));
  }
}
