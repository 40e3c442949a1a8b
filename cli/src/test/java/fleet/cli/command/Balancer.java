package fleet.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * A port before others: each connection goes to the next of them that is ready and takes it. The
 * way can be lost without a word; connections stay open then, and nothing passes.
 */
final class Balancer implements AutoCloseable {
  private static final int CHUNK = 8192;

  private final List<Integer> ports;
  private final IntPredicate isReady;
  private final ServerSocket entry;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private int turn;
  private boolean lost;

  /** All of them are ready. */
  Balancer(List<Integer> ports) throws IOException {
    this(ports, _ -> true);
  }

  Balancer(List<Integer> ports, IntPredicate isReady) throws IOException {
    this.ports = List.copyOf(ports);
    this.isReady = isReady;
    this.entry = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
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
    for (var end : ends) {
      end.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        join(entry.accept());
      }
    } catch (IOException e) {
      if (!entry.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void join(Socket near) throws IOException {
    for (var tried = 0; tried < ports.size(); tried++) {
      var port = ports.get(turn++ % ports.size());
      if (!isReady.test(port)) {
        continue;
      }
      try {
        var far = new Socket(InetAddress.getLoopbackAddress(), port);
        ends.add(near);
        ends.add(far);
        var _ = Thread.ofVirtual().start(() -> pass(near, far));
        var _ = Thread.ofVirtual().start(() -> pass(far, near));
        return;
      } catch (IOException e) {
        // That one is gone; the next may take it.
      }
    }
    near.close();
  }

  private void pass(Socket from, Socket onTo) {
    var chunk = new byte[CHUNK];
    try (from;
        onTo) {
      var in = from.getInputStream();
      for (var n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        awaitWay();
        onTo.getOutputStream().write(chunk, 0, n);
      }
    } catch (IOException | InterruptedException e) {
      // One end is gone, so the other goes too.
    } finally {
      ends.remove(from);
      ends.remove(onTo);
    }
  }

  private synchronized void awaitWay() throws InterruptedException {
    while (lost) {
      wait();
    }
  }
}
