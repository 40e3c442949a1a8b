package fleet.builder.plan;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param key dotted path of keys, such as {@code services.web.ports}; empty at the root
 */
record Where(String file, int line, String key) {
  private static final int MOST_WORDS = 400;
  private static final int MOST_OF_KEY = 200;

  Where child(String name, int childLine) {
    return new Where(file, childLine, key.isEmpty() ? name : key + "." + name);
  }

  /** For people: {@code docker-compose.yml:7: services.web.ports}. */
  String place() {
    return "%s:%d%s".formatted(file, line, key.isEmpty() ? "" : ": " + brief(key, MOST_OF_KEY));
  }

  /** The refusal of what stands here: {@code docker-compose.yml:7: services.web.ports: reason}. */
  ProblemException refuse(String reason, String hint) {
    return new ProblemException(
        ProblemCode.INVALID_PROJECT,
        "%s: %s".formatted(place(), brief(reason, MOST_WORDS)),
        brief(hint, MOST_WORDS));
  }

  /** What people wrote is repeated to them, but not without end. */
  private static String brief(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "..";
  }
}
