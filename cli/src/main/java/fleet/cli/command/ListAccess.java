package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.access.FleetPerson;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Role;
import fleet.contract.operator.UserView;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet access list}: who has which role, everywhere or in one fleet. */
final class ListAccess implements Command {
  private static final Cell NONE = Cell.of("-", Style.DIM);

  @Option(names = "--fleet", paramLabel = "FLEET", description = "Whoever may something there.")
  private @Nullable FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListAccess(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var answer = new Answer(shell, common);
    return fleet == null
        ? answer.list(api.all("/users", UserView.class), ListAccess::all, "there are no users")
        : answer.list(
            api.all(Api.route("fleets", fleet, "people"), FleetPerson.class),
            ListAccess::inFleet,
            "nobody may anything in " + fleet);
  }

  private static Table all(List<UserView> users) {
    return Table.of(
        List.of("USER", "ROLE", "WHERE"), users.stream().flatMap(ListAccess::rows).toList());
  }

  private static Stream<List<Cell>> rows(UserView user) {
    var everywhere =
        user.role() == Role.NONE
            ? Stream.<List<Cell>>of()
            : Stream.of(row(user, user.role(), "everywhere"));
    var single =
        user.fleets().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> row(user, entry.getValue(), entry.getKey()));
    return Stream.concat(everywhere, single);
  }

  private static List<Cell> row(UserView user, Role role, Object where) {
    return List.of(Cell.of(user.name(), Style.NAME), role(role), Cell.of(where));
  }

  private static Table inFleet(List<FleetPerson> people) {
    return Table.of(
        List.of("USER", "HERE", "EVERYWHERE"),
        people.stream()
            .map(person ->
                List.of(
                    Cell.of(person.user(), Style.NAME),
                    role(person.role()),
                    role(person.installation())))
            .toList());
  }

  private static Cell role(Role role) {
    return role == Role.NONE ? NONE : Cell.of(Converters.word(role));
  }
}
