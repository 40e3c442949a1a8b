package fleet.builder.build;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Canary;
import fleet.contract.release.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a push asks for beside its source, written {@code draft}, {@code no-cache}, {@code note=..},
 * {@code tag.KEY=VALUE}, {@code platform=linux/arm64}, {@code wait=60s}, {@code canary=2}, {@code
 * soak=10m}, {@code deadline=15m}, {@code devices=a,b}, {@code seed=5}; platform and devices may be
 * repeated.
 *
 * @param deviceWait how long to wait for devices; the server's own measure when absent
 * @param canary which devices get the release first
 */
public record BuildOptions(
    boolean draft,
    boolean noCache,
    String note,
    Map<String, String> tags,
    List<Platform> platforms,
    Optional<Duration> deviceWait,
    Optional<Canary> canary) {
  private static final String KNOWN =
      "known are draft, no-cache, note=.., tag.KEY=VALUE, platform=linux/arm64, wait=60s, "
          + "canary=2, soak=10m, deadline=15m, devices=a,b, seed=5";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m|h)?");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");
  private static final Pattern SEED = Pattern.compile("\\d{1,18}");
  private static final Pattern DEVICES = Pattern.compile("[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*");
  private static final Pattern TAG_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final int MAX_TEXT = 1_000;

  public BuildOptions {
    tags = Map.copyOf(tags);
    platforms = List.copyOf(platforms);
  }

  /**
   * Reads the options of one push.
   *
   * @throws ProblemException {@code INVALID_REQUEST} with the option that is not one
   */
  public static BuildOptions parse(List<String> words) {
    var draft = false;
    var noCache = false;
    var note = "";
    var tags = new LinkedHashMap<String, String>();
    var platforms = new ArrayList<Platform>();
    var deviceWait = Optional.<Duration>empty();
    var first = new First();
    for (var word : words) {
      var name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      var value = word.contains("=") ? word.substring(word.indexOf('=') + 1) : "true";
      switch (name) {
        case "draft" -> draft = flag(word, value);
        case "no-cache" -> noCache = flag(word, value);
        case "note" -> note = text(word, value);
        case "platform" -> platforms.addAll(platforms(word, value));
        case "wait" -> deviceWait = Optional.of(duration(word, value));
        case "canary" -> first.devices = number(word, value);
        case "soak" -> first.soak = Optional.of(duration(word, value));
        case "deadline" -> first.deadline = Optional.of(duration(word, value));
        case "devices" -> first.named.addAll(devices(word, value));
        case "seed" -> first.seed = Optional.of(seed(word, value));
        default -> tags.put(tagKey(word, name), text(word, value));
      }
    }
    return new BuildOptions(draft, noCache, note, tags, platforms, deviceWait, first.canary());
  }

  /** What is read about the first devices. Mutable, of one thread. */
  private static final class First {
    private int devices;
    private Optional<Duration> soak = Optional.empty();
    private Optional<Duration> deadline = Optional.empty();
    private final List<String> named = new ArrayList<>();
    private Optional<Long> seed = Optional.empty();

    Optional<Canary> canary() {
      if (devices == 0 && named.isEmpty()) {
        if (soak.isPresent() || deadline.isPresent() || seed.isPresent()) {
          refuse("a soak, deadline or seed goes with canary=2");
        }
        return Optional.empty();
      }
      var names = Optional.of(List.copyOf(named)).filter(those -> !those.isEmpty());
      try {
        var count = devices == 0 ? named.size() : devices;
        return Optional.of(new Canary(count, soak, deadline, names, seed));
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            ProblemCode.INVALID_REQUEST, String.valueOf(e.getMessage()), KNOWN);
      }
    }

    private static void refuse(String sentence) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST, sentence, KNOWN);
    }
  }

  private static int number(String word, String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw unknown(word);
    }
    return Integer.parseInt(value);
  }

  private static long seed(String word, String value) {
    if (!SEED.matcher(value).matches()) {
      throw unknown(word);
    }
    return Long.parseLong(value);
  }

  private static List<String> devices(String word, String value) {
    if (value.length() > MAX_TEXT || !DEVICES.matcher(value).matches()) {
      throw unknown(word.length() > 40 ? word.substring(0, 40) + "..." : word);
    }
    return List.of(value.split(","));
  }

  private static boolean flag(String word, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unknown(word);
    };
  }

  private static String text(String word, String value) {
    if (value.length() > MAX_TEXT) {
      throw unknown(word.substring(0, 40) + "...");
    }
    return value;
  }

  private static String tagKey(String word, String name) {
    if (!name.startsWith("tag.") || !TAG_KEY.matcher(name.substring(4)).matches()) {
      throw unknown(word);
    }
    return name.substring(4);
  }

  private static List<Platform> platforms(String word, String value) {
    try {
      return Arrays.stream(value.split(",")).map(Platform::parse).toList();
    } catch (IllegalArgumentException e) {
      throw unknown(word);
    }
  }

  private static Duration duration(String word, String value) {
    var match = DURATION.matcher(value);
    if (!match.matches()) {
      throw unknown(word);
    }
    var number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      case null, default -> Duration.ofSeconds(number);
    };
  }

  private static ProblemException unknown(String word) {
    return new ProblemException(
        ProblemCode.INVALID_REQUEST, "'%s' is not a push option".formatted(word), KNOWN);
  }
}
