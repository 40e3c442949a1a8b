package fleet.contract.node;

import fleet.contract.identity.SecretBytes;
import java.util.List;
import java.util.Map;

/**
 * What a fleet keeps for its builds, opened: given to the builder when a build begins.
 *
 * @param secrets by name
 */
public record BuildKeys(Map<String, SecretBytes> secrets, List<RegistryLogin> logins) {
  public static final BuildKeys NONE = new BuildKeys(Map.of(), List.of());

  public BuildKeys {
    secrets = Map.copyOf(secrets);
    logins = List.copyOf(logins);
  }
}
