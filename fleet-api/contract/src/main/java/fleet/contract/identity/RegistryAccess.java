package fleet.contract.identity;

import java.util.Set;

/**
 * One entry of a registry token, in the shape of Docker's token specification: {@code
 * {"type":"repository","name":"berlin/web","actions":["pull"]}}.
 */
public record RegistryAccess(String type, String name, Set<String> actions) {
  public RegistryAccess {
    actions = Set.copyOf(actions);
  }

  /** Leave to pull one repository. */
  public static RegistryAccess pull(String repository) {
    return new RegistryAccess("repository", repository, Set.of("pull"));
  }

  /** Leave to pull and push one repository. */
  public static RegistryAccess push(String repository) {
    return new RegistryAccess("repository", repository, Set.of("pull", "push"));
  }
}
