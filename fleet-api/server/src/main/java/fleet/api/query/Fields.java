package fleet.api.query;

import fleet.contract.device.Phase;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields, and what may be asked of each. */
final class Fields {
  private static final String TAG = "tag.";
  private static final Pattern TAG_KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final Map<String, BiFunction<Token, Question, Query>> OTHERS = others();

  private Fields() {}

  static Query condition(Token field, Question asked) {
    var text = text(field);
    if (text.isPresent()) {
      return ofText(text.get(), field, asked);
    }
    var other = OTHERS.get(field.text());
    if (other == null) {
      throw unknown(field);
    }
    return other.apply(field, asked);
  }

  static Query exists(Token field) {
    return new Query.Exists(
        text(field)
            .orElseThrow(() ->
                OTHERS.containsKey(field.text())
                    ? QueryFault.at(
                        field.position(),
                        "'%s' cannot be asked whether it exists".formatted(field.text()),
                        "such as: exists tag.site")
                    : unknown(field)));
  }

  private static Map<String, BiFunction<Token, Question, Query>> others() {
    var others = new LinkedHashMap<String, BiFunction<Token, Question, Query>>();
    others.put("id", Fields::id);
    others.put("status", Fields::status);
    others.put("seen", (field, asked) -> age(Query.Moment.SEEN, field, asked));
    others.put("created", (field, asked) -> age(Query.Moment.CREATED, field, asked));
    for (var claim : Query.Claim.values()) {
      others.put(word(claim), (field, asked) -> claim(claim, field, asked));
    }
    others.put("pinned-for", Fields::pinnedFor);
    others.put("phase", Fields::phase);
    others.put("group", Fields::group);
    return others;
  }

  private static Optional<TextField> text(Token field) {
    if (field.text().startsWith(TAG)) {
      return Optional.of(tag(field));
    }
    return texts().filter(known -> word(known).equals(field.text())).findFirst();
  }

  private static Stream<TextField> texts() {
    return Stream.<TextField[]>of(
            TextField.Column.values(), TextField.Version.values(), TextField.Pin.values())
        .flatMap(Arrays::stream);
  }

  private static TextField tag(Token field) {
    var key = field.text().substring(TAG.length());
    if (!TAG_KEY.matcher(key).matches()) {
      throw QueryFault.at(
          field.position(),
          "this is not the name of a tag",
          "tags have lower-case letters, digits, '.', '_' and '-', such as tag.site");
    }
    return new TextField.Tag(key);
  }

  private static Query ofText(TextField text, Token field, Question asked) {
    if (asked.isEquality()) {
      var values = asked.values().stream().map(Token::text).toList();
      return asked.signed(new Query.TextIs(text, values));
    }
    if (asked.isLike()) {
      return new Query.TextLike(text, asked.value().text());
    }
    if (text instanceof TextField.Version version) {
      return new Query.VersionCompares(version, asked.comparison(), version(asked.value()));
    }
    throw misused(field, asked, "= != in like");
  }

  private static VersionOrder version(Token value) {
    return VersionOrder.of(value.text())
        .orElseThrow(() ->
            QueryFault.at(
                value.position(),
                "%s has no place among versions".formatted(value.named()),
                "give a whole version, such as 1.4.0 or 0.0.0+rev7"));
  }

  private static Query id(Token field, Question asked) {
    requireEquality(field, asked);
    return asked.signed(new Query.IdIs(asked.values().stream().map(Fields::uuid).toList()));
  }

  private static UUID uuid(Token value) {
    try {
      return UUID.fromString(value.text());
    } catch (IllegalArgumentException _) {
      throw QueryFault.at(
          value.position(),
          "%s is no id of a device".formatted(value.named()),
          "fleet device list shows them");
    }
  }

  private static Query status(Token field, Question asked) {
    requireEquality(field, asked);
    var statuses =
        asked.values().stream().map(value -> choice(value, DeviceStatus.values())).toList();
    return asked.signed(new Query.StatusIs(statuses));
  }

  private static Query phase(Token field, Question asked) {
    requireEquality(field, asked);
    var phases = asked.values().stream().map(value -> choice(value, Phase.values())).toList();
    return asked.signed(new Query.PhaseIs(phases));
  }

  private static Query age(Query.Moment moment, Token field, Question asked) {
    return new Query.AgeCompares(moment, order(field, asked), duration(asked.value()));
  }

  private static Query pinnedFor(Token field, Question asked) {
    return new Query.PinLasts(order(field, asked), duration(asked.value()));
  }

  private static Comparison order(Token field, Question asked) {
    if (asked.isEquality() || asked.isLike()) {
      throw misused(field, asked, "< <= > >=");
    }
    return asked.comparison();
  }

  private static Duration duration(Token value) {
    var matcher = DURATION.matcher(value.text());
    if (!matcher.matches()) {
      throw QueryFault.at(
          value.position(),
          "%s is no length of time".formatted(value.named()),
          "such as 30s, 5m, 2h or 7d");
    }
    var count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static Query group(Token field, Question asked) {
    requireEquality(field, asked);
    return asked.signed(new Query.InGroup(asked.values().stream().map(Token::text).toList()));
  }

  private static Query claim(Query.Claim claim, Token field, Question asked) {
    requireEquality(field, asked);
    var parts = asked.values().stream().map(value -> holds(claim, value)).toList();
    return asked.signed(new Query.Any(parts));
  }

  private static Query holds(Query.Claim claim, Token value) {
    var holds = new Query.Holds(claim);
    return choice(value, YesOrNo.values()) == YesOrNo.TRUE ? holds : new Query.Not(holds);
  }

  private enum YesOrNo {
    TRUE,
    FALSE
  }

  private static <T extends Enum<T>> T choice(Token value, T[] choices) {
    return Stream.of(choices)
        .filter(choice -> word(choice).equals(value.text()))
        .findFirst()
        .orElseThrow(() -> {
          var words = Stream.of(choices).map(Fields::word).toList();
          return QueryFault.at(
              value.position(),
              "%s is not one of %s".formatted(value.named(), String.join(", ", words)),
              meant(value.text(), words));
        });
  }

  private static void requireEquality(Token field, Question asked) {
    if (!asked.isEquality()) {
      throw misused(field, asked, "= != in");
    }
  }

  private static ProblemException misused(Token field, Question asked, String operators) {
    return QueryFault.at(
        asked.operator().position(),
        "'%s' does not take '%s'".formatted(field.text(), asked.operator().text()),
        "it takes %s".formatted(operators));
  }

  private static ProblemException unknown(Token field) {
    var names =
        Stream.of(texts().map(Fields::word), OTHERS.keySet().stream(), Stream.of("tag.KEY"))
            .flatMap(known -> known)
            .toList();
    return QueryFault.at(
        field.position(),
        "there is no field %s".formatted(field.named()),
        meant(field.text(), names));
  }

  private static String meant(String typed, List<String> words) {
    return NearestName.to(typed, words)
        .map("did you mean '%s'?"::formatted)
        .orElse("there are: " + String.join(", ", words));
  }

  /** As it is written in a query: {@code never-seen}. */
  private static String word(Object choice) {
    return choice.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
