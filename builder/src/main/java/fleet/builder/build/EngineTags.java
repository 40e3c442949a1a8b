package fleet.builder.build;

import fleet.builder.pool.EnginePool;
import fleet.contract.identity.EngineName;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The tags that one build puts into engines. Thread-safe. */
final class EngineTags {
  private final EnginePool pool;
  private final Queue<Tag> tags = new ConcurrentLinkedQueue<>();

  private record Tag(EngineName engine, String name) {}

  EngineTags(EnginePool pool) {
    this.pool = pool;
  }

  /** Before it is put there. */
  void add(EngineName engine, String name) {
    tags.add(new Tag(engine, name));
  }

  /** Takes all away; from an engine that is away when it is back. */
  void remove() {
    tags.forEach(tag -> pool.remove(tag.engine(), tag.name()));
  }
}
