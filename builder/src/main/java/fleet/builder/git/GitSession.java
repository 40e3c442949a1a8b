package fleet.builder.git;

import fleet.builder.git.Packs.Streams;
import fleet.builder.release.FleetApi;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.Principal;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;

/** One git command of one client that came over SSH: permitted, then served. */
final class GitSession {
  private final Packs packs;
  private final FleetApi api;

  GitSession(Packs packs, FleetApi api) {
    this.packs = packs;
    this.api = api;
  }

  /** Serves the command; a refusal is shown by git as {@code fatal: remote error: ..}. */
  void serve(String command, Optional<Principal> owner, String protocol, Streams streams)
      throws IOException {
    try {
      var request =
          GitRequest.parse(command)
              .orElseThrow(() ->
                  refusal("Fleet serves git here, and nothing else", "git push, fetch, clone"));
      var person = person(owner);
      var fleet = permitted(person, request);
      packs.talk(new Visit(fleet, person, request.errand(), protocol), streams);
    } catch (ProblemException e) {
      ErrorLine.write(e.problem(), streams.out());
    }
  }

  private static UserName person(Optional<Principal> owner) {
    return switch (owner.orElseThrow(() -> refusal("nobody is known by this key", ""))) {
      case Principal.Person person -> person.name();
      case Principal.Device device ->
          throw refusal(
              "this key is the device %s's; devices do not use git".formatted(device.name()), "");
    };
  }

  private FleetName permitted(UserName user, GitRequest request) {
    var fleet = name(request.fleet());
    var answer = api.may(user, request.errand().action(), fleet);
    if (!answer.fleetExists()) {
      throw noFleet(request.fleet());
    }
    if (!answer.allowed()) {
      throw refusal(answer.reason(), "");
    }
    return fleet;
  }

  private static FleetName name(String text) {
    try {
      return FleetName.parse(text);
    } catch (IllegalArgumentException e) {
      throw noFleet(text);
    }
  }

  private static ProblemException noFleet(String name) {
    return new ProblemException(
        ProblemCode.NOT_FOUND,
        "there is no fleet '%s'".formatted(name.replaceAll("\\p{Cntrl}", "?")),
        "fleet list shows yours, fleet create makes one");
  }

  private static ProblemException refusal(String message, String hint) {
    return new ProblemException(ProblemCode.FORBIDDEN, message, hint);
  }
}
