package fleet.builder.release;

import fleet.contract.identity.Secret;
import fleet.contract.node.RegistryToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Tokens for the registry, each kept for as long as the images of one build take: every image asks
 * for some. Thread-safe.
 */
final class KeptTokens {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MAX = 1_000;

  private final Map<List<String>, Kept> tokens = new ConcurrentHashMap<>();
  private final Function<List<String>, RegistryToken> ask;

  private record Kept(Secret token, long untilNanos) {}

  /**
   * @param ask gives a new one for repositories
   */
  KeptTokens(Function<List<String>, RegistryToken> ask) {
    this.ask = ask;
  }

  Secret of(List<String> repositories) {
    var kept = tokens.get(repositories);
    if (kept != null && System.nanoTime() - kept.untilNanos() < 0) {
      return kept.token();
    }
    if (tokens.size() >= MAX) {
      tokens.clear();
    }
    var asked = System.nanoTime();
    var given = ask.apply(repositories);
    // Half of a short life, so that what takes a while can still begin.
    var seconds = Math.min(KEPT.toSeconds(), given.expiresIn() / 2);
    tokens.put(
        List.copyOf(repositories),
        new Kept(given.token(), asked + Duration.ofSeconds(seconds).toNanos()));
    return given.token();
  }
}
