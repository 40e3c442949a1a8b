package fleet.registry.access;

import fleet.registry.request.RegistryRequest;
import java.util.Optional;

/** What becomes of a request. */
public sealed interface Verdict {
  /**
   * It may be done.
   *
   * @param request as it may be done: a mount from a repository that the token does not open has
   *     become an ordinary upload
   */
  record Allowed(RegistryRequest request) implements Verdict {}

  /**
   * A (better) token is needed.
   *
   * @param scope what to ask for, such as {@code repository:berlin/web:pull}
   * @param error why the token that was sent does not do, in the words of RFC 6750
   */
  record Challenge(Optional<String> scope, Optional<String> error) implements Verdict {}

  /** The token is for this repository and yet not for this: asking again gives nothing else. */
  record Denied(String scope) implements Verdict {}
}
