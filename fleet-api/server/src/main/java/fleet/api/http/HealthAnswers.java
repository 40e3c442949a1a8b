package fleet.api.http;

import fleet.api.db.Database;
import fleet.api.db.DatabaseDownException;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether every part answers.
 *
 * @param parts other servers by name; any answer of theirs will do
 */
record HealthAnswers(Database database, HttpClient http, Map<String, URI> parts) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String OK = "ok";
  private static final String SILENT = "does not answer";

  Answer health(Call call) throws InterruptedException {
    var found = new TreeMap<String, String>();
    found.put("database", databaseAnswers() ? OK : SILENT);
    for (var part : parts.entrySet()) {
      found.put(part.getKey(), answers(part.getValue()) ? OK : SILENT);
    }
    if (found.containsValue(SILENT)) {
      throw new Problem(ProblemCode.UNAVAILABLE, "not every part answers", "", found).asException();
    }
    return Answer.ok(found);
  }

  private boolean databaseAnswers() {
    try {
      database.run(_ -> {});
      return true;
    } catch (DatabaseDownException e) {
      return false;
    }
  }

  private boolean answers(URI url) throws InterruptedException {
    var request = HttpRequest.newBuilder(url).timeout(PATIENCE).GET().build();
    try {
      var _ = http.send(request, BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
