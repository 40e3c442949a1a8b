package fleet.builder.pool;

import fleet.builder.engine.BuildEngine;
import fleet.builder.pool.choice.Abilities;
import fleet.builder.pool.choice.Candidate;
import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView;
import fleet.contract.operator.EngineView.EngineState;
import java.util.Comparator;
import java.util.Optional;

/** One engine of the pool. Mutable; what changes is the pool's, under its lock. */
final class Member {
  final EngineSpec spec;
  final BuildEngine engine;
  private volatile Health health = Health.UNKNOWN;
  private boolean drained;
  private int running;

  Member(EngineSpec spec, BuildEngine engine) {
    this.spec = spec;
    this.engine = engine;
  }

  EngineName name() {
    return spec.name();
  }

  Health health() {
    return health;
  }

  void heard(Health latest) {
    health = latest;
  }

  void drain(boolean wanted) {
    drained = wanted;
  }

  boolean isDrained() {
    return drained;
  }

  void begin() {
    running++;
  }

  void end() {
    running--;
  }

  Abilities abilities() {
    return health.abilities(spec.platforms());
  }

  Candidate candidate() {
    return new Candidate(name(), abilities(), spec.weight(), spec.atOnce(), running, state());
  }

  EngineView view() {
    var abilities = abilities();
    return new EngineView(
        name(),
        spec.address().toString(),
        spec.registry(),
        spec.weight(),
        spec.atOnce(),
        running,
        abilities.natively().stream().sorted(Comparator.naturalOrder()).toList(),
        abilities.emulated().stream().sorted(Comparator.naturalOrder()).toList(),
        health.version().map(it -> it.tool()),
        state(),
        health.since(),
        health.fault().map(fault -> String.valueOf(fault.getMessage())).orElse(""));
  }

  private EngineState state() {
    if (drained) {
      return EngineState.DRAINED;
    }
    return health.answers() ? EngineState.READY : EngineState.AWAY;
  }

  /** Why it does not answer, when it does not. */
  Optional<RuntimeException> fault() {
    return health.fault().map(it -> it);
  }
}
