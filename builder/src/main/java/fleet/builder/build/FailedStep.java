package fleet.builder.build;

import fleet.builder.engine.ImageOutcome;
import fleet.builder.engine.Step;
import fleet.builder.progress.BuildText;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says where and why a Dockerfile failed: {@code Dockerfile:3: RUN make: exit code 2}. Pure. */
final class FailedStep {
  private static final Pattern EXIT_CODE = Pattern.compile("exit code: (\\d+)");

  private FailedStep() {}

  /**
   * @param name of the Dockerfile, for people
   * @param dockerfile its text
   */
  static String describe(ImageOutcome.Failed failed, String name, String dockerfile) {
    var reason = reason(failed);
    if (failed.step().map(step -> BuildText.shown(step.name()).isEmpty()).orElse(true)) {
      return "%s: %s".formatted(name, reason);
    }
    var instruction = failed.step().map(Step::name).map(BuildText::instruction).orElse("");
    var place = line(instruction, dockerfile).map(line -> name + ":" + line).orElse(name);
    return "%s: %s: %s".formatted(place, instruction, reason);
  }

  private static String reason(ImageOutcome.Failed failed) {
    var exit = EXIT_CODE.matcher(failed.reason());
    return exit.find() ? "exit code " + exit.group(1) : failed.reason().replaceAll("\\s+", " ");
  }

  /** The line of the instruction: the first whose text the instruction begins with. */
  private static Optional<Integer> line(String instruction, String dockerfile) {
    var lines = dockerfile.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var text = lines.get(i).strip().replaceAll("\\s*\\\\$", "").replaceAll("\\s+", " ");
      if (!text.isEmpty() && text.indexOf(' ') > 0 && begins(instruction, text)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  private static boolean begins(String instruction, String text) {
    return instruction.regionMatches(true, 0, text, 0, text.length());
  }
}
