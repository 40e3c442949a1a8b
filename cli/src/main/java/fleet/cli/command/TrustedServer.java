package fleet.cli.command;

import fleet.cli.credential.KnownKeys;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.TrustChain;
import fleet.contract.trust.TrustedKeys;
import java.util.Optional;

/**
 * The key that a server signs with, which follows from the one known here.
 *
 * @param before the one known here until now
 */
record TrustedServer(Optional<TrustedKeys> before, TrustedKeys keys) {
  /**
   * Asks for it.
   *
   * @throws CommandFailure when it does not follow
   */
  static TrustedServer fetch(Shell shell, Api api) {
    var before = new KnownKeys(shell.environment()).of(api.server());
    var chain = api.http().get("/trust", TrustChain.class);
    return new TrustedServer(
        before, before.map(pinned -> following(pinned, chain)).orElseGet(chain::newest));
  }

  /** The newest key, to which the one known here must lead. */
  private static TrustedKeys following(TrustedKeys pinned, TrustChain chain) {
    var newest = chain.newest();
    if (!pinned.follow(chain.keys()).equals(newest)) {
      throw CommandFailure.failed(
          "the server signs with key %s, which does not follow from %s, the one known here"
              .formatted(KeyId.of(newest.key()), KeyId.of(pinned.key())),
          "ask who runs the server; if it was set up anew, remove known_keys.json");
    }
    return newest;
  }

  /** Whether the server's key was not known here before. */
  boolean isFirst() {
    return before.isEmpty();
  }

  /** From now on it is believed. */
  void keep(Shell shell, Api api) {
    if (before.filter(keys::equals).isEmpty()) {
      new KnownKeys(shell.environment()).keep(api.server(), keys);
    }
  }
}
