package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import java.util.Optional;

/**
 * How an image of a service is built.
 *
 * @param context folder that the build sees, relative to the project's root, empty for the root
 *     itself; absent when the build needs no files
 */
public record ServiceBuild(
    ServiceName service, Optional<String> context, Recipe recipe, BuildSettings settings) {
  /** The same from another Dockerfile. */
  ServiceBuild from(Recipe other) {
    return new ServiceBuild(service, context, other, settings);
  }
}
