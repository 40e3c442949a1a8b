package fleet.cli.command;

import fleet.contract.release.Canary;
import fleet.contract.release.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is said of a release that is about to be made. */
final class ReleaseOptions {
  @Option(names = "--note", paramLabel = "TEXT", description = "A note on the release.")
  private String note = "";

  @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "A tag; may be repeated.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--platform",
      paramLabel = "PLATFORM",
      split = ",",
      description = "For this one, such as linux/arm64; may be repeated.")
  private List<Platform> platforms = new ArrayList<>();

  @Option(names = "--draft", description = "Make a draft, which no device gets.")
  private boolean draft;

  @Mixin private CanaryOptions canary;

  boolean isDraft() {
    return draft;
  }

  /** Which devices get it first; nothing when all get it at once. */
  Optional<Canary> canary() {
    return canary.canary();
  }

  /** As words of a query. */
  List<String> words() {
    var words = new ArrayList<String>();
    add(words, "draft", draft ? "true" : "");
    add(words, "note", note);
    tags.forEach((key, value) -> add(words, "tag." + key, value));
    platforms.forEach(platform -> add(words, "platform", platform.toString()));
    words.addAll(canary.words());
    return words;
  }

  /** Adds a word, unless it says nothing. */
  static void add(List<String> words, String name, String value) {
    if (!value.isEmpty()) {
      words.add(Api.escape(name) + "=" + Api.escape(value));
    }
  }
}
