package fleet.api.http;

import fleet.contract.node.AccessAction;

/** Who may ask. */
sealed interface Guard {
  /** Whoever reaches the port. */
  record Anybody() implements Guard {}

  /** A person, by a sign-in or an API key of theirs. */
  record Signed(AccessAction action, Subject subject) implements Guard {}

  /** A device, by its access token. */
  record Device() implements Guard {}

  /** A server of ours, by the service key. */
  record Server() implements Guard {}
}
