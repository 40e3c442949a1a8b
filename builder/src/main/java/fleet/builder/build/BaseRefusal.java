package fleet.builder.build;

import fleet.builder.engine.session.Login;
import fleet.contract.identity.FleetName;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says that a registry keeps a base image back, out of what an engine says of it. Pure. */
final class BaseRefusal {
  private static final Pattern REFUSED =
      Pattern.compile(
          "401 Unauthorized|403 Forbidden|failed to authorize|authorization failed"
              + "|insufficient_scope|pull access denied|no basic auth credentials");
  private static final Pattern FROM =
      Pattern.compile("^\\s*FROM\\s+(?:--\\S+\\s+)*(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final String HUB = "docker.io";

  private BaseRefusal() {}

  /**
   * The problem, where the reason is that one.
   *
   * @param dockerfile whose base it was
   */
  static Optional<Problem> in(
      String reason, String dockerfile, FleetName fleet, Map<String, Login> logins) {
    if (!REFUSED.matcher(reason).find()) {
      return Optional.empty();
    }
    return bases(dockerfile)
        .filter(image -> reason.contains(image) || reason.contains(host(image)))
        .findFirst()
        .map(image -> problem(image, fleet, logins));
  }

  private static Stream<String> bases(String dockerfile) {
    return dockerfile
        .lines()
        .flatMap(line -> FROM.matcher(line).results())
        .map(match -> match.group(1));
  }

  private static Problem problem(String image, FleetName fleet, Map<String, Login> logins) {
    var host = host(image);
    var login = Optional.ofNullable(logins.get(host));
    var sentence =
        login
            .map(known ->
                "%s refuses the login '%s', with which builds of %s pull %s"
                    .formatted(host, known.username(), fleet, image))
            .orElseGet(() -> "%s does not let builds of %s pull %s".formatted(host, fleet, image));
    return new Problem(
        ProblemCode.BUILD_FAILED,
        sentence,
        "fleet registry login %s %s --username NAME --password-stdin".formatted(fleet, host));
  }

  /** What stands before the first slash, where it can be a host; else Docker Hub. */
  private static String host(String image) {
    var slash = image.indexOf('/');
    var first = slash < 0 ? "" : image.substring(0, slash);
    var isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    return isHost ? first : HUB;
  }
}
