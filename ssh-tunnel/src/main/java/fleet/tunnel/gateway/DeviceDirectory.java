package fleet.tunnel.gateway;

import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.Principal;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.net.URI;
import java.util.Optional;

/** Asks the API which device has a key. Blocking and thread-safe. */
public final class DeviceDirectory {
  private final JsonHttp api;

  public DeviceDirectory(URI apiUrl, Secret serviceKey) {
    this.api = new JsonHttp(JsonHttp.defaultClient(), apiUrl, () -> Optional.of(serviceKey));
  }

  /**
   * The device with this key; nothing when no device has it.
   *
   * @param keyLine one OpenSSH line
   */
  Optional<Principal.Device> find(String keyLine) {
    try {
      var holder = api.post("/internal/v1/keys/lookup", new KeyLookup(keyLine), Principal.class);
      return switch (holder) {
        case Principal.Device device -> Optional.of(device);
        case Principal.Person _ -> Optional.empty();
      };
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
