package fleet.builder.engine.session;

import fleet.contract.identity.SecretBytes;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a build may fetch while it runs.
 *
 * @param context a tar, sent as often as it is asked for
 * @param secrets by the ids that a Dockerfile names
 * @param logins by the registry's host, as image names have it
 */
public record Offer(Path context, Map<String, SecretBytes> secrets, Map<String, Login> logins) {
  public Offer {
    secrets = Map.copyOf(secrets);
    logins = Map.copyOf(logins);
  }
}
