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
  Where child(String name, int childLine) {
    return new Where(file, childLine, key.isEmpty() ? name : key + "." + name);
  }

  /** The refusal of what stands here: {@code docker-compose.yml:7: services.web.ports: reason}. */
  ProblemException refuse(String reason, String hint) {
    var place = key.isEmpty() ? "" : key + ": ";
    return new ProblemException(
        ProblemCode.INVALID_PROJECT, "%s:%d: %s%s".formatted(file, line, place, reason), hint);
  }
}
