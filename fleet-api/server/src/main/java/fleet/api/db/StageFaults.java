package fleet.api.db;

import java.util.concurrent.CompletionException;

/** Why a stage of {@link java.util.concurrent.CompletionStage} failed. */
public final class StageFaults {
  private StageFaults() {}

  /** The fault itself, which stages that follow another one wrap. */
  public static Throwable cause(Throwable fault) {
    var cause = fault.getCause();
    return fault instanceof CompletionException && cause != null ? cause : fault;
  }
}
