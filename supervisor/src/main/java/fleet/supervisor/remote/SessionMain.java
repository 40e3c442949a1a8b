package fleet.supervisor.remote;

import fleet.contract.codec.Records;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child JVM: reads {@link LinkOrder}s from standard input, holds the link, serves SSH on it,
 * and ends when it was idle for long enough (0), its parent is gone (0), or it cannot work (1).
 */
final class SessionMain {
  private static final Logger LOG = LoggerFactory.getLogger(SessionMain.class);

  private SessionMain() {}

  public static void main(String[] arguments) {
    System.exit(run());
  }

  /** Standard input is never closed here: that would wait for the thread that reads it. */
  private static int run() {
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      var first = orders.readLine();
      if (first == null) {
        return 0;
      }
      var keeper = new LinkKeeper(accept(first));
      Thread.ofVirtual().name("orders").start(() -> follow(orders, keeper));
      keeper.run();
      return 0;
    } catch (IOException | RuntimeException e) {
      LOG.atError().setCause(e).log("remote access failed");
      return 1;
    }
  }

  /** Hands over each order, until the parent is gone. */
  private static void follow(BufferedReader orders, LinkKeeper keeper) {
    try {
      for (var line = orders.readLine(); line != null; line = orders.readLine()) {
        keeper.renew(accept(line));
      }
    } catch (IOException | RuntimeException e) {
      LOG.atError().setCause(e).log("could not read an order");
    }
    keeper.stop();
  }

  private static LinkOrder accept(String line) {
    var order = Records.read(line, LinkOrder.class);
    System.out.println(order.id());
    return order;
  }
}
