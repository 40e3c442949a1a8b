package fleet.cli.server;

import java.util.concurrent.CountDownLatch;

/** Keeps a command running until the process is told to end by a signal, and ends it cleanly. */
public final class Stay {
  private Stay() {}

  /** Closes it when the process ends, by whatever but SIGKILL. */
  public static void closeAtEnd(AutoCloseable part) {
    var thread =
        new Thread(
            () -> {
              try {
                part.close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                throw new IllegalStateException("could not close " + part, e);
              }
            },
            "fleet-close");
    Runtime.getRuntime().addShutdownHook(thread);
  }

  /** Never returns; a signal ends the process. */
  public static void untilSignal() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
