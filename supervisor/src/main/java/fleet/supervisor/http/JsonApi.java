package fleet.supervisor.http;

import fleet.contract.client.UnreachableException;
import fleet.contract.codec.Records;
import fleet.contract.codec.Tree;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ErrorBody;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends JSON to the API and reads its answers, by blocking. Thread-safe. Every method throws {@code
 * ProblemException} for an error answer and {@link UnreachableException} when there is none.
 */
public final class JsonApi {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private static final int FIRST_ERROR = 400;

  private final Http http;
  private final URI base;
  private final Supplier<Optional<Secret>> token;

  /**
   * @param base scheme, host and port, perhaps a path; routes are appended to it
   * @param token bearer token, asked for before each request
   */
  public JsonApi(Http http, URI base, Supplier<Optional<Secret>> token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /** GET what is not a record of ours. */
  public Tree get(String route) {
    return Records.tree(send("GET", route, new byte[0]));
  }

  /** POST a value, and read one. */
  public <T> T post(String route, Object body, Class<T> type) {
    return Records.read(send("POST", route, Records.writeBytes(body)), type);
  }

  /** POST a value to a route that answers with nothing. */
  public void post(String route, Object body) {
    var _ = send("POST", route, Records.writeBytes(body));
  }

  private byte[] send(String method, String route, byte[] body) {
    var address = URI.create(base + route);
    var request = new Request(method, Routes.of(address), headers(), body);
    try (var answer = http.send(Peer.of(address), request, PATIENCE)) {
      var bytes = answer.bytes(MAX_BYTES);
      if (answer.status() >= FIRST_ERROR) {
        throw ErrorBody.read(address, answer.status(), bytes);
      }
      return bytes;
    } catch (IOException e) {
      throw new UnreachableException(address, e);
    }
  }

  private Map<String, String> headers() {
    return token
        .get()
        .map(secret -> Map.of("Authorization", "Bearer " + secret.reveal()))
        .orElse(Map.of());
  }
}
