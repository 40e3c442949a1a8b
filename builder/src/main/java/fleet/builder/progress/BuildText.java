package fleet.builder.progress;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Release;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of one build, aligned. Pure.
 *
 * <pre>
 * web    linux/arm64   3/5 RUN adduser -D app                            0.4 s
 * web    linux/arm64       | Adding user app
 * </pre>
 */
public final class BuildText {
  private static final int STEP_WIDTH = 52;
  private static final int COMMIT_DIGITS = 7;

  /** BuildKit's {@code [stage-1 2/3] RUN ..}; {@code stage-1} is a stage that has no name. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "\\[(?:(?<stage>[^\\] ]+) )?(?<number>\\d+/\\d+)] (?<text>.*)", Pattern.DOTALL);

  /** What BuildKit adds to an image's name when it has looked it up. */
  private static final Pattern PINNED = Pattern.compile("@sha256:[0-9a-f]{64}");

  private static final Pattern NAMELESS_STAGE = Pattern.compile("stage-\\d+");

  private final int serviceWidth;
  private final int variantWidth;

  public BuildText(Collection<ServiceName> services, Collection<String> variants) {
    serviceWidth = widest(services.stream().map(ServiceName::value).toList());
    variantWidth = widest(variants);
  }

  /** A step that ended. */
  public String step(ServiceName service, String variant, String step, String result) {
    return "%s  %s  %s".formatted(label(service, variant), fit(step), result);
  }

  /** A line that a step printed. */
  public String output(ServiceName service, String variant, String line) {
    return "%s      | %s".formatted(label(service, variant), line);
  }

  /** Something about one image, without columns. */
  public String remark(ServiceName service, String variant, String text) {
    return "%s  %s".formatted(label(service, variant), text);
  }

  private String label(ServiceName service, String variant) {
    var format = "%-" + serviceWidth + "s  %-" + variantWidth + "s";
    return format.formatted(service.value(), variant);
  }

  /** The step as developers know it, such as {@code 2/3 RUN make}; BuildKit's own are left out. */
  public static List<String> shown(String vertex) {
    var match = NUMBERED.matcher(vertex);
    return match.matches()
        ? List.of(
            stage(match)
                + match.group("number")
                + " "
                + PINNED.matcher(oneLine(match)).replaceAll(""))
        : List.of();
  }

  /** The instruction of a step alone, such as {@code RUN make}. */
  public static String instruction(String vertex) {
    var match = NUMBERED.matcher(vertex);
    return match.matches() ? oneLine(match) : vertex;
  }

  /** {@code release 1.4.0 (1a2b3c4) 2 services, 3 platforms}. */
  public static String release(Release release) {
    return "release %s (%s)  %s, %s"
        .formatted(
            release.version(),
            shortCommit(release.commit()),
            count(release.services().size(), "service"),
            count(release.platforms().size(), "platform"));
  }

  /** The first digits of a commit. */
  public static String shortCommit(String commit) {
    return commit.length() <= COMMIT_DIGITS ? commit : commit.substring(0, COMMIT_DIGITS);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 2 min 5 s}, {@code 10 min}. */
  public static String time(Duration duration) {
    var seconds = duration.toMillis() / 1000.0;
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    var whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    var minutes = "%d min".formatted(whole / 60);
    return whole % 60 == 0 ? minutes : "%s %d s".formatted(minutes, whole % 60);
  }

  /** {@code 1 device}, {@code 3 devices}. */
  public static String count(int count, String noun) {
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }

  private static String stage(Matcher match) {
    var stage = match.group("stage");
    return stage == null || NAMELESS_STAGE.matcher(stage).matches() ? "" : stage + " ";
  }

  private static String oneLine(Matcher match) {
    return match.group("text").replaceAll("\\s+", " ").strip();
  }

  private static String fit(String text) {
    var cut = text.length() <= STEP_WIDTH ? text : text.substring(0, STEP_WIDTH - 1) + "…";
    return ("%-" + STEP_WIDTH + "s").formatted(cut);
  }

  private static int widest(Collection<String> texts) {
    return texts.stream().map(String::length).max(Comparator.naturalOrder()).orElse(1);
  }
}
