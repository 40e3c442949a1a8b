package fleet.builder.build;

import fleet.builder.plan.ImageName;
import fleet.builder.plan.Nearest;
import fleet.builder.plan.Wish;
import fleet.contract.identity.ServiceName;
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
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the options of one push, word by word. Mutable: use one per push. */
final class OptionReader {
  /** The names, and how each is written. */
  private static final Map<String, String> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put("draft", "draft");
    FORMS.put("no-cache", "no-cache");
    FORMS.put("note", "note=..");
    FORMS.put("tag", "tag.KEY=VALUE");
    FORMS.put("platform", "platform=linux/arm64");
    FORMS.put("service", "service=web");
    FORMS.put("dockerfile", "dockerfile=docker/Dockerfile");
    FORMS.put("image", "image=web=ghcr.io/acme/web:1.2");
    FORMS.put("archive", "archive=web=images/web.tar");
    FORMS.put("copy", "copy");
    FORMS.put("wait", "wait=60s");
    FORMS.put("canary", "canary=2");
    FORMS.put("soak", "soak=10m");
    FORMS.put("deadline", "deadline=15m");
    FORMS.put("devices", "devices=a,b");
    FORMS.put("seed", "seed=5");
  }

  static final String KNOWN = "known are " + String.join(", ", FORMS.values());

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m|h)?");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");
  private static final Pattern SEED = Pattern.compile("\\d{1,18}");
  private static final Pattern DEVICES = Pattern.compile("[A-Za-z0-9._-]+(,[A-Za-z0-9._-]+)*");
  private static final Pattern TAG_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final String TAG = "tag.";
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_SHOWN = 40;

  private boolean draft;
  private boolean noCache;
  private String note = "";
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final List<Platform> platforms = new ArrayList<>();
  private final List<ServiceName> services = new ArrayList<>();
  private Optional<String> dockerfile = Optional.empty();
  private final Map<ServiceName, ImageName> images = new LinkedHashMap<>();
  private final Map<ServiceName, String> archives = new LinkedHashMap<>();
  private boolean copies;
  private Optional<Duration> deviceWait = Optional.empty();
  private final FirstDevices first = new FirstDevices();

  BuildOptions read(List<String> words) {
    words.forEach(this::read);
    if (!services.isEmpty()) {
      services.addAll(images.keySet());
      services.addAll(archives.keySet());
    }
    return new BuildOptions(
        draft,
        noCache,
        note,
        tags,
        platforms,
        deviceWait,
        first.canary(),
        services.stream().distinct().toList(),
        new Wish(dockerfile, images, archives, copies));
  }

  private void read(String word) {
    var equals = word.indexOf('=');
    var name = equals < 0 ? word : word.substring(0, equals);
    var value = equals < 0 ? "true" : word.substring(equals + 1);
    if (value.length() > MAX_TEXT) {
      throw refuse("'%s' is longer than %d characters".formatted(shown(word), MAX_TEXT));
    }
    switch (name) {
      case "draft" -> draft = flag(word, value);
      case "no-cache" -> noCache = flag(word, value);
      case "note" -> note = value;
      case "platform" -> platforms.addAll(each(word, value, Platform::parse));
      case "service" -> services.addAll(each(word, value, ServiceName::parse));
      case "dockerfile" -> dockerfile = Optional.of(path(word, value));
      case "image" -> given(word, value, images, ImageName::parse);
      case "archive" -> given(word, value, archives, path -> path(word, path));
      case "copy" -> copies = flag(word, value);
      case "wait" -> deviceWait = Optional.of(duration(word, value));
      case "canary" -> first.count = Integer.parseInt(matching(NUMBER, word, value));
      case "soak" -> first.soak = Optional.of(duration(word, value));
      case "deadline" -> first.deadline = Optional.of(duration(word, value));
      case "devices" -> first.named.addAll(List.of(matching(DEVICES, word, value).split(",")));
      case "seed" -> first.seed = Optional.of(Long.parseLong(matching(SEED, word, value)));
      default -> tag(word, name, value);
    }
  }

  private static <T> void given(
      String word, String value, Map<ServiceName, T> to, Function<String, T> parse) {
    var equals = value.indexOf('=');
    if (equals < 0) {
      throw wrong(word);
    }
    try {
      to.put(
          ServiceName.parse(value.substring(0, equals)), parse.apply(value.substring(equals + 1)));
    } catch (IllegalArgumentException e) {
      throw wrong(word);
    }
  }

  private void tag(String word, String name, String value) {
    if (!name.startsWith(TAG)) {
      throw refuse(
          "'%s' is not a push option; the nearest is '%s'"
              .formatted(
                  shown(word), Nearest.of(name, FORMS.keySet()).map(FORMS::get).orElse("draft")));
    }
    tags.put(matching(TAG_KEY, word, name.substring(TAG.length())), value);
  }

  private static boolean flag(String word, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(word);
    };
  }

  private static <T> List<T> each(String word, String value, Function<String, T> parse) {
    try {
      return Arrays.stream(value.split(",", -1)).map(parse).toList();
    } catch (IllegalArgumentException e) {
      throw wrong(word);
    }
  }

  /** Of the project, without dots in it. */
  private static String path(String word, String value) {
    var parts = value.split("/", -1);
    var isPlain =
        value.chars().noneMatch(Character::isISOControl)
            && Arrays.stream(parts).noneMatch(part -> part.isEmpty() || part.equals(".."));
    if (!isPlain) {
      throw wrong(word);
    }
    return String.join("/", Arrays.stream(parts).filter(part -> !part.equals(".")).toList());
  }

  private static Duration duration(String word, String value) {
    var match = DURATION.matcher(value);
    if (!match.matches()) {
      throw wrong(word);
    }
    var number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      case null, default -> Duration.ofSeconds(number);
    };
  }

  private static String matching(Pattern form, String word, String value) {
    if (!form.matcher(value).matches()) {
      throw wrong(word);
    }
    return value;
  }

  private static ProblemException wrong(String word) {
    var name = word.startsWith(TAG) ? "tag" : word.replaceFirst("=.*", "");
    return refuse(
        "the push option '%s' is not understood: it is written %s"
            .formatted(shown(word), FORMS.getOrDefault(name, name)));
  }

  static ProblemException refuse(String sentence) {
    return new ProblemException(ProblemCode.INVALID_REQUEST, sentence, KNOWN);
  }

  private static String shown(String word) {
    return word.length() > MAX_SHOWN ? word.substring(0, MAX_SHOWN) + "..." : word;
  }
}
