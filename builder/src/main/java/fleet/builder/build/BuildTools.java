package fleet.builder.build;

import fleet.builder.db.BuildRows;
import fleet.builder.image.RegistryClient;
import fleet.builder.pool.EnginePool;
import fleet.builder.release.FleetApi;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Platform;
import java.util.List;

/**
 * What every build works with.
 *
 * @param engines that build
 * @param platforms built for where nobody says otherwise
 * @param own this builder, as provenance names it
 */
public record BuildTools(
    EnginePool engines,
    RegistryClient registry,
    FleetApi api,
    BuildRows rows,
    List<Platform> platforms,
    BuildTool own) {
  public BuildTools {
    platforms = List.copyOf(platforms);
  }
}
