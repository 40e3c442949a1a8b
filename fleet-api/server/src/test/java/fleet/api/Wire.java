package fleet.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a port of this machine that can be lost without a word: connections stay open, and
 * nothing passes until it is there again.
 */
final class Wire implements AutoCloseable {
  private static final int CHUNK = 8192;

  private final int to;
  private final ServerSocket entry;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private boolean lost;

  Wire(int to) throws IOException {
    this.to = to;
    this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var _ = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entry.getLocalPort();
  }

  synchronized void lose() {
    lost = true;
  }

  synchronized void restore() {
    lost = false;
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    entry.close();
    restore();
    ends.forEach(Wire::end);
  }

  private void accept() {
    try {
      while (true) {
        var near = entry.accept();
        var far = new Socket(InetAddress.getLoopbackAddress(), to);
        ends.add(near);
        ends.add(far);
        var _ = Thread.ofVirtual().start(() -> pass(near, far));
        var _ = Thread.ofVirtual().start(() -> pass(far, near));
      }
    } catch (IOException e) {
      if (!entry.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pass(Socket from, Socket onTo) {
    var chunk = new byte[CHUNK];
    try (from;
        onTo) {
      for (var n = from.getInputStream().read(chunk);
          n >= 0;
          n = from.getInputStream().read(chunk)) {
        awaitWay();
        onTo.getOutputStream().write(chunk, 0, n);
      }
    } catch (IOException | InterruptedException e) {
      // One end is gone; so is the other.
    }
  }

  private synchronized void awaitWay() throws InterruptedException {
    while (lost) {
      wait();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
