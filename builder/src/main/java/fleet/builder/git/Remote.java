package fleet.builder.git;

import java.io.IOException;
import org.eclipse.jgit.transport.ReceivePack;

/** Shows lines to whoever pushes, as {@code remote:} lines, at once. */
final class Remote {
  private final ReceivePack pack;

  Remote(ReceivePack pack) {
    this.pack = pack;
  }

  void line(String text) {
    pack.sendMessage(text);
    try {
      pack.getMessageOutputStream().flush();
    } catch (IOException e) {
      // Nobody reads any more; the channel's end is told by an interrupt.
    }
  }
}
