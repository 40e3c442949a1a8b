package fleet.cli.server.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A server process of its own for the test that kills it: starts the database and stays. */
final class PostgresChild {
  private PostgresChild() {}

  /** Takes the data folder and the cache folder; says {@code ready}. */
  public static void main(String[] folders) throws InterruptedException {
    new EmbeddedPostgres(Path.of(folders[0]), Path.of(folders[1]), List.of("api")).start();
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
