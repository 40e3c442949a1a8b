package fleet.builder.upload;

import com.sun.net.httpserver.HttpExchange;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The answer to one request: a problem, a document, or events as they come. Mutable, one owner. */
final class Answer {
  private final HttpExchange exchange;
  private boolean begun;

  Answer(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /** Says whose build it is: the API shows it to those who may know that fleet. */
  void fleet(FleetName fleet) {
    exchange.getResponseHeaders().set("Fleet-Name", fleet.value());
  }

  /** Sends an event at once. */
  void event(BuildEvent event) throws IOException {
    if (!begun) {
      begun = true;
      exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
      exchange.sendResponseHeaders(200, 0);
    }
    exchange.getResponseBody().write((Json.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  /** Sends all of a document. */
  void document(String mediaType, byte[] body) throws IOException {
    begun = true;
    exchange.getResponseHeaders().set("Content-Type", mediaType);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Sends a problem, unless events have begun; then the stream just ends. */
  void problem(Problem problem) throws IOException {
    if (!begun) {
      begun = true;
      var body = Json.writeBytes(problem);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(problem.code().status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
