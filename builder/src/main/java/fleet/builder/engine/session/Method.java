package fleet.builder.engine.session;

import java.io.IOException;

/** One thing that the engine may ask for. Runs on a virtual thread of the call. */
interface Method {
  /**
   * Answers by sending messages; the call ends well when it returns.
   *
   * @param request the caller's message; empty where the caller sends none
   */
  void answer(byte[] request, Replies replies) throws IOException, InterruptedException, Refusal;

  /** Says whether it begins without a message of the caller. */
  default boolean beginsAtOnce() {
    return false;
  }

  /** Takes messages to the engine, at the engine's pace. */
  interface Replies {
    /** Blocks while too much is under way. */
    void send(byte[] message) throws IOException, InterruptedException;
  }
}
