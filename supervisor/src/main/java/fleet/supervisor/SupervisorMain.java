package fleet.supervisor;

import java.util.List;

/** Reads the options, builds the supervisor, and runs it until the process is asked to end. */
public final class SupervisorMain {
  private static final int USAGE = 2;

  private SupervisorMain() {}

  /** Ends with 2 when the options are wrong. */
  public static void main(String[] words) {
    try {
      var config = SupervisorConfig.read(List.of(words), System.getenv(), "generic-amd64");
      System.err.println("would start " + config);
    } catch (UsageException e) {
      e.faults().forEach(fault -> System.err.println("fleet-supervisor: " + fault));
      System.exit(USAGE);
    }
  }
}
