package fleet.builder.git;

import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jgit.transport.ReceivePack;

/** Shows lines to whoever pushes, as {@code remote:} lines, at once. For the pushing thread. */
final class Remote {
  /** A packet of the side band with nothing in it, as git's own receive-pack sends it. */
  private static final byte[] NOTHING = {'0', '0', '0', '5', 1};

  private final ReceivePack pack;
  private final OutputStream out;

  /**
   * @param out what the pack writes to
   */
  Remote(ReceivePack pack, OutputStream out) {
    this.pack = pack;
    this.out = out;
  }

  void line(String text) {
    pack.sendMessage(text);
    flush();
  }

  /** Shows nothing, so that no proxy on the way takes a long silence for the end. */
  void goesOn() {
    flush();
    try {
      if (pack.isSideBand()) {
        out.write(NOTHING);
        out.flush();
      }
    } catch (IOException e) {
      // Nobody reads any more.
    }
  }

  private void flush() {
    try {
      pack.getMessageOutputStream().flush();
    } catch (IOException e) {
      // Nobody reads any more; the channel's end is told by an interrupt.
    }
  }
}
