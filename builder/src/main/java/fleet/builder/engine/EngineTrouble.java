package fleet.builder.engine;

import java.util.regex.Pattern;

/**
 * Tells what an engine itself ran into from what a Dockerfile did wrong, by BuildKit's words. Pure.
 */
final class EngineTrouble {
  private static final Pattern FULL =
      Pattern.compile("no space left on device|disk quota exceeded");

  /** What builds say when the engine, its containerd or our session with it went away. */
  private static final Pattern ENDED =
      Pattern.compile(
          "context canceled|graceful(?:ly)? s(?:hutdown|topped)|transport is closing"
              + "|error reading from server|rpc error: code = (?:Unavailable|Canceled)"
              + "|containerd\\.sock|no active session|session healthcheck failed");

  /** How a command of the Dockerfile fails, whatever it printed. */
  private static final Pattern COMMAND = Pattern.compile("exit code: \\d+\\s*$");

  private EngineTrouble() {}

  static boolean isFull(String reason) {
    return !COMMAND.matcher(reason).find() && FULL.matcher(reason).find();
  }

  static boolean isEnd(String reason) {
    return !COMMAND.matcher(reason).find() && ENDED.matcher(reason).find();
  }
}
