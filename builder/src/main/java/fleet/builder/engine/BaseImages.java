package fleet.builder.engine;

import fleet.contract.release.BaseImage;
import fleet.contract.release.Digest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * The images that a build was seen to take: BuildKit names its steps {@code [2/3] FROM
 * docker.io/library/debian:13@sha256:..} and {@code
 * docker-image://docker.io/docker/dockerfile:1@..} once it has looked a name up. Thread-safe.
 */
public final class BaseImages {
  private static final int MAX = 200;
  private static final Pattern RESOLVED =
      Pattern.compile("(?:FROM |docker-image://)(\\S{1,300})@(sha256:[0-9a-f]{64})\\b");

  private final Set<BaseImage> seen = new ConcurrentSkipListSet<>();

  /** Takes note of a step. */
  public void see(Step step) {
    var matcher = RESOLVED.matcher(step.name());
    while (matcher.find() && seen.size() < MAX) {
      seen.add(new BaseImage(matcher.group(1), Digest.parse(matcher.group(2))));
    }
  }

  /** Those seen so far, by name. */
  public List<BaseImage> seen() {
    return List.copyOf(seen);
  }
}
