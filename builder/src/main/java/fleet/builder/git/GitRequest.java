package fleet.builder.git;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a git client asks for over SSH, such as {@code git-receive-pack '/berlin.git'}.
 *
 * @param fleet as it was written; perhaps no fleet's name
 */
record GitRequest(Errand errand, String fleet) {
  private static final Pattern SHAPE =
      Pattern.compile("git[- ](receive|upload)-pack '?/?([^'\\s]{1,200}?)(?:\\.git)?/?'?");

  static Optional<GitRequest> parse(String command) {
    var match = SHAPE.matcher(command);
    return match.matches()
        ? Errand.find("git-%s-pack".formatted(match.group(1)))
            .map(errand -> new GitRequest(errand, match.group(2)))
        : Optional.empty();
  }
}
