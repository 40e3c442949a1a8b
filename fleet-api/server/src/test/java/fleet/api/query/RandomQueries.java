package fleet.api.query;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries of all kinds, mostly about what the devices have. */
record RandomQueries(Random random, List<Facts> devices) {
  private static final int DEEPEST = 4;

  String next() {
    return query(0);
  }

  private String query(int depth) {
    return switch (depth == DEEPEST ? 5 : random.nextInt(6)) {
      case 0 -> "not (%s)".formatted(query(depth + 1));
      case 1 -> query(depth + 1) + " and " + query(depth + 1);
      case 2 -> "(%s) or not %s".formatted(query(depth + 1), condition());
      default -> condition();
    };
  }

  private String condition() {
    var device = devices.get(random.nextInt(devices.size()));
    return switch (random.nextInt(13)) {
      case 0 -> "%s %s".formatted(textField(), textTest(device));
      case 1 -> "tag.%s %s".formatted(RandomDevices.tagKey(random), textTest(device));
      case 2 -> "exists %s".formatted(existing());
      case 3 ->
          "%s %s %s".formatted(version(), comparison(), RandomDevices.semanticVersion(random));
      case 4 -> "id in (%s, %s)".formatted(device.id(), devices.getFirst().id());
      case 5 -> "status %s %s".formatted(random.nextBoolean() ? "=" : "!=", status(device));
      case 6 -> "%s %s %s".formatted(pick("seen", "created"), comparison(), age());
      case 8 -> "group in (%s, %s)".formatted(pick("even", "small"), pick("even", "none"));
      case 7 -> "%s = %s".formatted(claim(), random.nextBoolean());
      case 9 -> "phase in (%s, %s)".formatted(phase(device), pick("idle", "failed"));
      case 10 -> "pinned-for %s %s".formatted(comparison(), age());
      case 11 -> "%s %s".formatted(pick("pinned-by", "model"), textTest(device));
      default -> "%s %s".formatted(version(), textTest(device));
    };
  }

  private String textTest(Facts device) {
    var known = known(device);
    return switch (random.nextInt(4)) {
      case 0 -> "= " + quoted(known);
      case 1 -> "!= " + quoted(known);
      case 2 ->
          IntStream.range(0, 3)
              .mapToObj(_ -> quoted(known(devices.get(random.nextInt(devices.size())))))
              .collect(Collectors.joining(", ", "in (", ")"));
      default -> "like " + quoted(shape(known));
    };
  }

  private String known(Facts device) {
    var texts =
        List.of(
                device.columns().values(),
                device.tags().values(),
                device.versions().values(),
                device.pinOwner().stream().toList())
            .stream()
            .flatMap(values -> values.stream().sorted())
            .toList();
    return texts.get(random.nextInt(texts.size()));
  }

  private String shape(String text) {
    var cut = random.nextInt(text.length() + 1);
    return random.nextBoolean() ? text.substring(0, cut) + "*" : "*" + text.substring(cut);
  }

  private static String quoted(String text) {
    return "\"%s\"".formatted(text.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private String existing() {
    return pick("note", "model", "pinned-by", "tag." + RandomDevices.tagKey(random), version());
  }

  private String textField() {
    return pick("name", "fleet", "type", "platform", "note");
  }

  private String version() {
    return pick("release", "target", "healthy", "supervisor");
  }

  private String comparison() {
    return pick("<", "<=", ">", ">=");
  }

  private String claim() {
    return pick("pinned", "settled", "failed", "degraded");
  }

  private static String phase(Facts device) {
    return device.phase().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String age() {
    return random.nextInt(50) + pick("s", "m", "h", "d");
  }

  private static String status(Facts device) {
    return device.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
