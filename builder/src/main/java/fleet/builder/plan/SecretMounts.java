package fleet.builder.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secrets that a Dockerfile cannot do without: {@code RUN --mount=type=secret,id=..,required}.
 * Ids that an ARG makes are passed over: what they are is known only while it builds. Pure.
 */
public final class SecretMounts {
  private static final Pattern RUN =
      Pattern.compile(
          "^\\s*(?:ONBUILD\\s+)?RUN\\s+(.*)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern FLAG = Pattern.compile("--[a-z]+(?:=(\\S*))?\\s*");

  private SecretMounts() {}

  /**
   * One of them.
   *
   * @param line of its instruction, from 1
   */
  public record Required(String id, int line) {}

  public static List<Required> in(String dockerfile) {
    var found = new ArrayList<Required>();
    var instruction = new StringBuilder();
    var number = 0;
    var begun = 0;
    for (var line : dockerfile.lines().toList()) {
      number++;
      if (line.stripLeading().startsWith("#")) {
        continue;
      }
      if (instruction.isEmpty()) {
        begun = number;
      }
      var goesOn = line.stripTrailing().endsWith("\\");
      instruction.append(goesOn ? line.stripTrailing().replaceAll("\\\\$", " ") : line);
      if (!goesOn) {
        addAll(instruction.toString(), begun, found);
        instruction.setLength(0);
      }
    }
    addAll(instruction.toString(), begun, found);
    return found;
  }

  private static void addAll(String instruction, int line, List<Required> found) {
    var run = RUN.matcher(instruction);
    if (!run.matches()) {
      return;
    }
    var flags = FLAG.matcher(run.group(1));
    while (flags.lookingAt()) {
      Optional.ofNullable(flags.group(1))
          .flatMap(SecretMounts::required)
          .ifPresent(id -> found.add(new Required(id, line)));
      flags.region(flags.end(), flags.regionEnd());
    }
  }

  private static Optional<String> required(String mount) {
    var id = "";
    var target = "";
    var secret = false;
    var required = false;
    for (var part : mount.replace("\"", "").split(",")) {
      var equals = part.indexOf('=');
      var value = part.substring(equals + 1);
      switch (equals < 0 ? part : part.substring(0, equals)) {
        case "type" -> secret = value.equals("secret");
        case "id" -> id = value;
        case "target", "dst", "destination" -> target = value;
        case "required" -> required = equals < 0 || value.equals("true");
        default -> {}
      }
    }
    var name = id.isEmpty() ? target.substring(target.lastIndexOf('/') + 1) : id;
    return secret && required && !name.isEmpty() && !name.contains("$")
        ? Optional.of(name)
        : Optional.empty();
  }
}
