package fleet.contract.node;

import fleet.contract.identity.RegistryAccess;
import java.util.List;

/** Asks for a token of the server's own, such as the builder's for its pushes. */
public record RegistryTokenRequest(String subject, List<RegistryAccess> access) {
  public RegistryTokenRequest {
    access = List.copyOf(access);
  }
}
