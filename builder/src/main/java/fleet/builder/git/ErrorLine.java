package fleet.builder.git;

import fleet.contract.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jgit.transport.PacketLineOut;

/** A problem in the midst of git's protocol, which git shows and then gives up (pack-protocol). */
final class ErrorLine {
  private ErrorLine() {}

  static void write(Problem problem, OutputStream out) throws IOException {
    var hint = problem.hint().isEmpty() ? "" : "\nhint: " + problem.hint();
    new PacketLineOut(out).writeString("ERR " + problem.message() + hint);
    out.flush();
  }
}
