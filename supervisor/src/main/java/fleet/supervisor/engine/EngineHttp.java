package fleet.supervisor.engine;

import fleet.contract.codec.Records;
import fleet.supervisor.http.Answer;
import fleet.supervisor.http.Http;
import fleet.supervisor.http.Peer;
import fleet.supervisor.http.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** HTTP on the engine's unix socket. */
final class EngineHttp {
  private final Http http;
  private final Path socket;

  EngineHttp(Http http, Path socket) {
    this.http = http;
    this.socket = socket;
  }

  /**
   * Sends one request and returns when the head of its answer is there.
   *
   * @param patience how long the head may take
   */
  Answer send(String method, String path, Optional<Object> body, Duration patience) {
    var bytes = body.map(Records::writeBytes).orElseGet(() -> new byte[0]);
    try {
      return http.send(
          new Peer.Local(socket), new Request(method, path, Map.of(), bytes), patience);
    } catch (IOException e) {
      throw new EngineUnreachableException(
          "could not reach the container engine at unix://%s: %s".formatted(socket, e.getMessage()),
          e);
    }
  }
}
