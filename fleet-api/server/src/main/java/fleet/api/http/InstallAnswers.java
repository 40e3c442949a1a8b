package fleet.api.http;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a new device fetches before it has a token: the script, and the supervisor itself.
 *
 * @param bundle the supervisor as tar.gz
 */
record InstallAnswers(Optional<Path> bundle) {
  private static final String SCRIPT = "/fleet/api/install/install.sh";
  private static final String SERVER = "@SERVER@";

  /** The script, with the address by which the caller reached this server. */
  Answer script(Call call) {
    return new Answer.Text(
        "text/x-shellscript; charset=utf-8", read().replace(SERVER, call.approach().url()));
  }

  Answer supervisor(Call call) {
    var file =
        bundle
            .filter(Files::isReadable)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemCode.NOT_FOUND,
                    "this server has no supervisor to give",
                    "start the server with the bundle that the build made"));
    return new Answer.File("application/gzip", file);
  }

  private static String read() {
    try (var script = InstallAnswers.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IllegalStateException("the class path has no " + SCRIPT);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
