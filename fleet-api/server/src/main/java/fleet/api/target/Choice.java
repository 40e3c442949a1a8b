package fleet.api.target;

import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.util.Optional;

/**
 * What a device should run, and by whose will. Pure.
 *
 * @param release nothing when there is none that it may run
 */
public record Choice(Optional<Release> release, Will will) {
  /** Whose will it is, the strongest first. */
  public enum Will {
    /** Somebody pinned the device to it. */
    PIN,
    /** The device takes part in a rollout. */
    ROLLOUT,
    /** It is the fleet's. */
    FLEET,
    /** The device has it, and the fleet's does not fit it. */
    KEPT,
    /** What the device has was invalidated, and nothing newer fits it. */
    SPARE,
    /** There is nothing for it. */
    NOBODY
  }

  /**
   * What there is to choose from.
   *
   * @param present what the device was given before
   * @param spare the newest final release that fits the device
   */
  public record Wishes(
      Optional<Release> pin,
      Optional<Release> rollout,
      Optional<Release> fleet,
      Optional<Release> present,
      Optional<Release> spare) {}

  /**
   * Chooses the strongest that is allowed and fits; a draft only where a device is pinned to it.
   */
  public static Choice of(Wishes wishes, String type, Platform platform) {
    var pin =
        wishes
            .pin()
            .filter(release -> release.state() != ReleaseState.INVALIDATED)
            .filter(release -> fits(release, type, platform));
    return choose(pin, Will.PIN)
        .or(() -> choose(given(wishes.rollout(), type, platform), Will.ROLLOUT))
        .or(() -> choose(given(wishes.fleet(), type, platform), Will.FLEET))
        .or(() -> choose(given(wishes.present(), type, platform), Will.KEPT))
        .or(() ->
            mustLeave(wishes)
                ? choose(given(wishes.spare(), type, platform), Will.SPARE)
                : Optional.empty())
        .orElse(new Choice(Optional.empty(), Will.NOBODY));
  }

  private static Optional<Choice> choose(Optional<Release> release, Will will) {
    return release.map(chosen -> new Choice(Optional.of(chosen), will));
  }

  private static Optional<Release> given(Optional<Release> wish, String type, Platform platform) {
    return wish.filter(release -> release.state() == ReleaseState.FINAL)
        .filter(release -> fits(release, type, platform));
  }

  private static boolean mustLeave(Wishes wishes) {
    return wishes.present().filter(release -> release.state() != ReleaseState.FINAL).isPresent();
  }

  private static boolean fits(Release release, String type, Platform platform) {
    return Fit.misfit(release, type, platform).isEmpty();
  }
}
