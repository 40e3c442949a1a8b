package fleet.supervisor.remote;

/** The landing does not exist now; the message is for the person. */
final class NowhereToLand extends Exception {
  private static final long serialVersionUID = 1L;

  NowhereToLand(String message) {
    super(message);
  }
}
