package fleet.registry.http;

import fleet.registry.access.AccessDecision;
import fleet.registry.access.Verdict.Allowed;
import fleet.registry.access.Verdict.Challenge;
import fleet.registry.access.Verdict.Denied;
import fleet.registry.content.Answer;
import fleet.registry.content.Body;
import fleet.registry.content.Operations;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.RequestParser;
import fleet.registry.token.TokenVerifier;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/** What happens to every request: read, who asks, may they, do it. Blocking and thread-safe. */
public final class Dispatcher {
  private final TokenVerifier tokens;
  private final Operations operations;
  private final TokenRealm realm;
  private final Clock clock;

  /**
   * @param apiUrl to which clients are sent for tokens, apart from its host name
   */
  public Dispatcher(TokenVerifier tokens, Operations operations, URI apiUrl, Clock clock) {
    this.tokens = tokens;
    this.operations = operations;
    this.realm = new TokenRealm(apiUrl);
    this.clock = clock;
  }

  /**
   * Answers, with an error where there is one.
   *
   * @throws IOException when a file cannot be read or written, or the client is gone
   */
  Answer answer(RequestHead head, Body body) throws IOException {
    try {
      var request = RequestParser.parse(head.method(), head.uri(), head.headers());
      var bearer = tokens.verify(head.headers().first("Authorization"));
      return switch (AccessDecision.decide(bearer, request, clock.instant())) {
        case Allowed(var allowed) -> operations.answer(allowed, body);
        case Challenge challenge -> challenge(challenge, head);
        case Denied(var scope) ->
            Answer.error(ErrorCode.DENIED, "the token does not allow " + scope);
      };
    } catch (RegistryException e) {
      return Answer.error(e);
    }
  }

  private Answer challenge(Challenge challenge, RequestHead head) {
    return Answer.error(ErrorCode.UNAUTHORIZED, "a token of the Fleet API is needed for this")
        .with("WWW-Authenticate", realm.header(challenge, head.headers().first("Host")));
  }
}
