package fleet.builder.plan;

import fleet.contract.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile with {@code %%BALENA_MACHINE_NAME%%} and the like in it.
 *
 * @param path in the project
 */
record Template(String path, String text) {
  static final String SUFFIX = ".template";

  static final String MACHINE_NAME = "MACHINE_NAME";
  static final String ARCH = "ARCH";
  static final String SERVICE_NAME = "SERVICE_NAME";
  static final String APP_NAME = "APP_NAME";
  static final String RELEASE_HASH = "RELEASE_HASH";

  private static final List<String> WORDS =
      List.of(MACHINE_NAME, ARCH, SERVICE_NAME, APP_NAME, RELEASE_HASH);
  private static final Pattern WORD =
      Pattern.compile("%%(?:BALENA|RESIN|FLEET)_(?<word>[A-Z0-9_]{1,64})%%");

  /** Whether what it becomes depends on the device's type. */
  boolean namesMachine() {
    return WORD.matcher(text).results().anyMatch(found -> found.group("word").equals(MACHINE_NAME));
  }

  /**
   * Puts values in the places of words.
   *
   * @throws ProblemException where a word is none of those that are known
   */
  Recipe.Filled fill(Map<String, String> values) {
    var match = WORD.matcher(text);
    var filled = new StringBuilder();
    while (match.find()) {
      var value = values.get(match.group("word"));
      if (value == null) {
        throw new Where(path, lineOf(match.start()), "")
            .refuse(
                "%s is not known".formatted(match.group()),
                "known are " + String.join(", ", WORDS) + ", each after FLEET_ or BALENA_");
      }
      match.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return new Recipe.Filled(path, match.appendTail(filled).toString());
  }

  private int lineOf(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(it -> it == '\n').count();
  }
}
