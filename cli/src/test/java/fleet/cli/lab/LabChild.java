package fleet.cli.lab;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own for the test that kills it: opens a lab of one device and stays. */
final class LabChild {
  private LabChild() {}

  /** Takes the cache folder; says the host's address. */
  public static void main(String[] words) throws InterruptedException {
    var lab = new Lab(Path.of(words[0]), 1);
    lab.start();
    System.out.println(lab.hostAddress());
    new CountDownLatch(1).await();
  }
}
