package fleet.api.http;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a new device fetches before it has a token: the script, and the supervisor itself.
 *
 * @param source of the script
 * @param bundle the supervisor as tar.gz
 */
record InstallAnswers(InstallScript source, Optional<Path> bundle) {
  /** The script, with the address by which the caller reached this server. */
  Answer script(Call call) {
    return new Answer.Text("text/x-shellscript; charset=utf-8", source.text(call.approach().url()));
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
}
