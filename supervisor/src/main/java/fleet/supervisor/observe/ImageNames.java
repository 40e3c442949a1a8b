package fleet.supervisor.observe;

import fleet.contract.identity.DeviceId;
import fleet.contract.release.Digest;
import fleet.supervisor.plan.ImageName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the engine calls images of ours. Two devices on one engine share none: each would take away
 * what it has no use for.
 *
 * <pre>
 * fleet.local/19adf270/berlin/web:64-hex-digits                 complete and verified; keeps the image
 * 127.0.0.1:41234/fleet-door-19adf270-x7../berlin/web@sha256:.. while it is pulled through the door
 * </pre>
 */
public final class ImageNames {
  private static final String REGISTRY = "fleet.local/";

  private final String local;
  private final String doorPrefix;
  private final Pattern kept;
  private final Pattern throughDoor;

  public ImageNames(DeviceId device) {
    var owner = device.brief();
    this.local = REGISTRY + owner + "/";
    this.doorPrefix = "fleet-door-" + owner + "-";
    this.kept = Pattern.compile(Pattern.quote(local) + "(.+):([0-9a-f]{64})");
    this.throughDoor = Pattern.compile("127\\.0\\.0\\.1:[0-9]+/" + doorPrefix + ".*");
  }

  /** What the first part of a path through the door begins with. */
  public String doorPrefix() {
    return doorPrefix;
  }

  public String repository(ImageName image) {
    return local + image.repository();
  }

  public String tag(ImageName image) {
    return image.manifest().hex();
  }

  public String reference(ImageName image) {
    return repository(image) + ":" + tag(image);
  }

  /** Says whether the reference is one of a pull through a door, of this process or an earlier. */
  public boolean isThroughDoor(String reference) {
    return throughDoor.matcher(reference).matches();
  }

  Optional<ImageName> parse(String reference) {
    var match = kept.matcher(reference);
    return match.matches()
        ? Optional.of(new ImageName(match.group(1), Digest.parse("sha256:" + match.group(2))))
        : Optional.empty();
  }
}
