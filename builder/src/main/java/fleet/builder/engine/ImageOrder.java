package fleet.builder.engine;

import fleet.builder.engine.session.Login;
import fleet.builder.plan.BuildSettings;
import fleet.contract.identity.SecretBytes;
import fleet.contract.release.Platform;
import java.util.Map;

/**
 * One image to build.
 *
 * @param tag the image's name in the engine
 * @param context what the build sees
 * @param secrets that its steps may mount, by id
 * @param logins at registries, by host
 */
public record ImageOrder(
    String tag,
    Platform platform,
    ContextArchive context,
    BuildSettings settings,
    Map<String, SecretBytes> secrets,
    Map<String, Login> logins,
    boolean noCache) {
  public ImageOrder {
    secrets = Map.copyOf(secrets);
    logins = Map.copyOf(logins);
  }

  /**
   * The same for an engine that knows the registry by this name, which its tag then begins with.
   */
  public ImageOrder at(String registry) {
    return new ImageOrder(
        registry + "/" + tag, platform, context, settings, secrets, logins, noCache);
  }
}
