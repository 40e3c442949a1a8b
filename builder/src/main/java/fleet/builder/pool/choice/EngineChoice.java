package fleet.builder.pool.choice;

import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView.EngineState;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What an image gets. */
public sealed interface EngineChoice {
  /** This engine, now. */
  record Chosen(EngineName engine, Way way) implements EngineChoice {}

  /** The engines for it have no room now. */
  record Wait() implements EngineChoice {}

  /**
   * No engine, as they are now.
   *
   * @param reason a sentence
   */
  record None(String reason) implements EngineChoice {}

  /**
   * Chooses: who runs the platform natively before who emulates it, even where that means to wait;
   * then who has it in its cache, then who has done the least of its share.
   */
  static EngineChoice of(List<Candidate> engines, Wanted wanted) {
    var able =
        engines.stream()
            .filter(engine -> engine.state() == EngineState.READY)
            .filter(engine -> !wanted.without().contains(engine.name()))
            .filter(engine -> isAble(engine, wanted))
            .toList();
    if (able.isEmpty()) {
      return new None(reason(engines, wanted));
    }
    var best = able.stream().map(engine -> way(engine, wanted)).min(Comparator.naturalOrder());
    return able.stream()
        .filter(engine -> way(engine, wanted) == best.orElseThrow())
        .filter(Candidate::hasRoom)
        .min(
            Comparator.comparing((Candidate engine) -> isCold(engine, wanted))
                .thenComparingDouble(Candidate::load)
                .thenComparing(Candidate::name))
        .<EngineChoice>map(engine -> new Chosen(engine.name(), best.orElseThrow()))
        .orElseGet(Wait::new);
  }

  private static boolean isCold(Candidate engine, Wanted wanted) {
    return wanted.warm().filter(engine.name()::equals).isEmpty();
  }

  private static boolean isAble(Candidate engine, Wanted wanted) {
    return engine
        .abilities()
        .way(wanted.platform())
        .filter(way -> way.compareTo(wanted.worst()) <= 0)
        .isPresent();
  }

  private static Way way(Candidate engine, Wanted wanted) {
    return engine.abilities().way(wanted.platform()).orElseThrow();
  }

  private static String reason(List<Candidate> engines, Wanted wanted) {
    return "no engine builds for %s: %s"
        .formatted(
            wanted.platform(),
            engines.stream()
                .map(engine -> "%s %s".formatted(engine.name(), reason(engine, wanted)))
                .collect(Collectors.joining(", ")));
  }

  private static String reason(Candidate engine, Wanted wanted) {
    if (!isAble(engine, wanted)) {
      return "is for other platforms";
    }
    return switch (engine.state()) {
      case DRAINED -> "is drained";
      case AWAY -> "does not answer";
      case READY -> "failed at it";
    };
  }
}
