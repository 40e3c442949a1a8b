package fleet.api.http;

import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.vertx.core.http.HttpServerRequest;

/** Refusals as git shows them: lines of text, each after {@code remote:}. */
final class GitRefusals {
  private static final String WAYS =
      "git takes an API key as the password (fleet api-key add), or your sign-in by git config"
          + " credential.helper '!fleet git-credential'";

  private GitRefusals() {}

  /** Tells it to a request whose body nobody read. */
  static void tell(HttpServerRequest request, Problem problem) {
    var response = request.response();
    if (response.headWritten()) {
      var _ = response.reset();
      return;
    }
    Replies.head(response, problem, "Basic");
    var _ =
        response
            .putHeader("Content-Type", "text/plain; charset=utf-8")
            .putHeader("Cache-Control", "no-store")
            .end(text(problem));
    var _ = request.resume();
  }

  private static String text(Problem problem) {
    var hint = problem.code() == ProblemCode.UNAUTHENTICATED ? WAYS : problem.hint();
    return hint.isEmpty() ? problem.message() + "\n" : problem.message() + "\nhint: " + hint + "\n";
  }
}
