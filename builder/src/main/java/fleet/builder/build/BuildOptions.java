package fleet.builder.build;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
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
 * {@code tag.KEY=VALUE}, {@code platform=linux/arm64}, {@code wait=60s}; platform may be repeated.
 *
 * @param deviceWait how long to wait for devices; the server's own measure when absent
 */
public record BuildOptions(
    boolean draft,
    boolean noCache,
    String note,
    Map<String, String> tags,
    List<Platform> platforms,
    Optional<Duration> deviceWait) {
  private static final String KNOWN =
      "known are draft, no-cache, note=.., tag.KEY=VALUE, platform=linux/arm64, wait=60s";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m)?");
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
    for (var word : words) {
      var name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      var value = word.contains("=") ? word.substring(word.indexOf('=') + 1) : "true";
      switch (name) {
        case "draft" -> draft = flag(word, value);
        case "no-cache" -> noCache = flag(word, value);
        case "note" -> note = text(word, value);
        case "platform" -> platforms.addAll(platforms(word, value));
        case "wait" -> deviceWait = Optional.of(duration(word, value));
        default -> tags.put(tagKey(word, name), text(word, value));
      }
    }
    return new BuildOptions(draft, noCache, note, tags, platforms, deviceWait);
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
    return "m".equals(match.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
  }

  private static ProblemException unknown(String word) {
    return new ProblemException(
        ProblemCode.INVALID_REQUEST, "'%s' is not a push option".formatted(word), KNOWN);
  }
}
