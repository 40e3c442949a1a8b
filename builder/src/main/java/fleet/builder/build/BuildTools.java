package fleet.builder.build;

import fleet.builder.db.BuildRows;
import fleet.builder.engine.BuildEngine;
import fleet.builder.image.RegistryClient;
import fleet.builder.release.FleetApi;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Platform;
import java.util.List;

/**
 * What every build works with.
 *
 * @param engineRegistry the registry as the engine names it
 * @param platforms built for where nobody says otherwise
 * @param own this builder, as provenance names it
 */
public record BuildTools(
    BuildEngine engine,
    RegistryClient registry,
    FleetApi api,
    BuildRows rows,
    String engineRegistry,
    List<Platform> platforms,
    BuildTool own) {
  public BuildTools {
    platforms = List.copyOf(platforms);
  }
}
