package fleet.builder.build;

import fleet.builder.source.WorkFolder;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.SecretBytes;
import fleet.contract.identity.UserName;
import java.util.Map;

/**
 * A build to run.
 *
 * @param secrets that the push brings, by name; nowhere but in memory
 * @param work taken over by the build, which removes it
 */
public record BuildRequest(
    BuildId id,
    FleetName fleet,
    UserName author,
    BuildOptions options,
    ProjectSource source,
    Map<String, SecretBytes> secrets,
    WorkFolder work,
    Landing landing) {
  public BuildRequest {
    secrets = Map.copyOf(secrets);
  }
}
