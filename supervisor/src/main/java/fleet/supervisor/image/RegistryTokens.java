package fleet.supervisor.image;

import fleet.contract.identity.Secret;
import fleet.supervisor.http.JsonApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Tokens that open the registry, one for each repository. Thread-safe. */
final class RegistryTokens {
  /** A token, and until when it is used. */
  private record Held(Secret token, Instant renewAt) {}

  private final JsonApi api;
  private final InstantSource clock;
  private final Map<String, Held> held = new HashMap<>();

  /**
   * @param api with the device's own token
   */
  RegistryTokens(JsonApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /** A token that opens the repository for pulls. */
  synchronized Secret forPull(String repository) {
    var now = clock.instant();
    var known = held.get(repository);
    if (known != null && now.isBefore(known.renewAt())) {
      return known.token();
    }
    var scope =
        URLEncoder.encode("repository:%s:pull".formatted(repository), StandardCharsets.UTF_8);
    var answer = api.get("/registry/token?service=fleet-registry&scope=" + scope);
    var token = Secret.of(answer.path("token").text());
    var seconds = answer.path("expires_in").number();
    held.put(repository, new Held(token, now.plusSeconds(seconds * 4L / 5)));
    return token;
  }

  /** The repository's token was refused. */
  synchronized void forget(String repository) {
    held.remove(repository);
  }
}
