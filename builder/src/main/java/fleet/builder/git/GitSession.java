package fleet.builder.git;

import fleet.builder.git.Receiving.Depot;
import fleet.builder.release.FleetApi;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.node.Principal;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/** One git command of one client: permitted, then served by JGit. */
final class GitSession {
  private static final int IDLE_SECONDS = 600;
  private static final long MAX_PACK_BYTES = 2L * 1024 * 1024 * 1024;
  private static final long MAX_COMMAND_BYTES = 1024 * 1024;

  private final Depot depot;
  private final FleetApi api;

  GitSession(Depot depot, FleetApi api) {
    this.depot = depot;
    this.api = api;
  }

  /** The three streams of a command. */
  record Streams(InputStream in, OutputStream out, OutputStream error) {}

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
      try (var repository = depot.repositories().open(fleet)) {
        if (request.push()) {
          receive(new ReceivePack(repository), fleet, person, streams);
        } else {
          upload(new UploadPack(repository), protocol, streams);
        }
      }
    } catch (ProblemException e) {
      var hint = e.problem().hint().isEmpty() ? "" : "\nhint: " + e.problem().hint();
      new PacketLineOut(streams.out()).writeString("ERR " + e.problem().message() + hint);
      streams.out().flush();
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
    var answer = api.may(user, request.push() ? AccessAction.PUSH : AccessAction.VIEW, fleet);
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

  private void receive(ReceivePack pack, FleetName fleet, UserName person, Streams streams)
      throws IOException {
    pack.setAllowPushOptions(true);
    pack.setCheckReceivedObjects(true);
    pack.setMaxPackSizeLimit(MAX_PACK_BYTES);
    pack.setMaxCommandBytes(MAX_COMMAND_BYTES);
    pack.setTimeout(IDLE_SECONDS);
    pack.setRefFilter(GitSession::withoutParked);
    pack.setPreReceiveHook(new Receiving(depot, fleet, person));
    pack.receive(streams.in(), streams.out(), streams.error());
  }

  private static void upload(UploadPack pack, String protocol, Streams streams) throws IOException {
    pack.setTimeout(IDLE_SECONDS);
    pack.setRefFilter(GitSession::withoutParked);
    if (!protocol.isEmpty()) {
      pack.setExtraParameters(List.of(protocol.split(":")));
    }
    pack.upload(streams.in(), streams.out(), streams.error());
  }

  private static Map<String, Ref> withoutParked(Map<String, Ref> refs) {
    return refs.entrySet().stream()
        .filter(ref -> !ref.getValue().getName().startsWith(Repositories.PARKED))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
