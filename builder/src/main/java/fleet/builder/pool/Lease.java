package fleet.builder.pool;

import fleet.builder.engine.BuildEngine;
import fleet.builder.engine.EngineVersion;
import fleet.builder.pool.choice.Way;
import fleet.contract.identity.EngineName;

/**
 * The right to build one image on an engine, until it is closed.
 *
 * @param way how it builds for the image's platform
 * @param release gives it back
 */
public record Lease(
    EngineName name,
    BuildEngine engine,
    EngineVersion version,
    String registry,
    Way way,
    Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
