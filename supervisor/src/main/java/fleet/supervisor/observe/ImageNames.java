package fleet.supervisor.observe;

import fleet.contract.release.Digest;
import fleet.supervisor.plan.ImageName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the engine calls images of ours.
 *
 * <pre>
 * fleet.local/berlin/web:64-hex-digits                       complete and verified; keeps the image
 * 127.0.0.1:41234/fleet-door-x7../berlin/web@sha256:..       while it is pulled through the door
 * </pre>
 */
public final class ImageNames {
  /** What the first part of a path through the door begins with. */
  public static final String DOOR_PREFIX = "fleet-door-";

  private static final String LOCAL = "fleet.local/";
  private static final Pattern KEPT = Pattern.compile("fleet\\.local/(.+):([0-9a-f]{64})");
  private static final Pattern THROUGH_DOOR =
      Pattern.compile("127\\.0\\.0\\.1:[0-9]+/" + DOOR_PREFIX + ".*");

  private ImageNames() {}

  public static String repository(ImageName image) {
    return LOCAL + image.repository();
  }

  public static String tag(ImageName image) {
    return image.manifest().hex();
  }

  public static String reference(ImageName image) {
    return repository(image) + ":" + tag(image);
  }

  /** Says whether the reference is one of a pull through a door, of this process or an earlier. */
  public static boolean isThroughDoor(String reference) {
    return THROUGH_DOOR.matcher(reference).matches();
  }

  static Optional<ImageName> parse(String reference) {
    var match = KEPT.matcher(reference);
    return match.matches()
        ? Optional.of(new ImageName(match.group(1), Digest.parse("sha256:" + match.group(2))))
        : Optional.empty();
  }
}
