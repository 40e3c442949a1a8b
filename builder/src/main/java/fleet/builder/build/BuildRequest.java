package fleet.builder.build;

import fleet.builder.source.WorkFolder;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;

/**
 * A build to run.
 *
 * @param work taken over by the build, which removes it
 */
public record BuildRequest(
    BuildId id,
    FleetName fleet,
    UserName author,
    BuildOptions options,
    ProjectSource source,
    WorkFolder work,
    Landing landing) {}
