package fleet.builder.engine;

import fleet.contract.release.Platform;
import java.util.Map;
import java.util.Optional;

/**
 * One image to build.
 *
 * @param tag the image's name in the engine
 * @param context what the build sees
 * @param target stage to stop at
 */
public record ImageOrder(
    String tag,
    Platform platform,
    ContextArchive context,
    Map<String, String> args,
    Optional<String> target,
    boolean noCache) {
  public ImageOrder {
    args = Map.copyOf(args);
  }
}
