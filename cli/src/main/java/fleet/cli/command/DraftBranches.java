package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.policy.BranchPattern;
import fleet.contract.policy.BranchPolicy;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet branch draft|refuse FLEET PATTERN..}: which branches build drafts from now on. */
final class DraftBranches implements Command {
  private static final String FORMS = "such as develop or 'feature/*'; '**' for all";

  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATTERN",
      description = "Names of branches, " + FORMS)
  private List<String> words = List.of();

  @Mixin private Common common;

  private final Shell shell;
  private final boolean adds;

  private DraftBranches(Shell shell, boolean adds) {
    this.shell = shell;
    this.adds = adds;
  }

  static DraftBranches more(Shell shell) {
    return new DraftBranches(shell, true);
  }

  static DraftBranches fewer(Shell shell) {
    return new DraftBranches(shell, false);
  }

  @Override
  public ExitCode run() {
    var patterns =
        CommandFailure.understood(() -> words.stream().map(BranchPattern::parse).toList(), FORMS);
    var http = Api.signedIn(shell, common).http();
    var route = ShowBranches.route(fleet);
    var now = http.get(route, BranchPolicy.class);
    if (!adds) {
      requireThere(now, patterns);
    }
    var kept = now.drafts().stream().filter(Predicate.not(patterns::contains));
    var next =
        CommandFailure.understood(
            () ->
                new BranchPolicy(
                    now.deploys(),
                    Stream.concat(kept, adds ? patterns.stream() : Stream.of()).toList()),
            "");
    return new Answer(shell, common)
        .sentence(http.put(route, next, BranchPolicy.class), ShowBranches::text);
  }

  private void requireThere(BranchPolicy now, List<BranchPattern> patterns) {
    patterns.stream()
        .filter(pattern -> !now.drafts().contains(pattern))
        .findFirst()
        .ifPresent(pattern -> {
          throw CommandFailure.usage(
              "'%s' builds no drafts in %s".formatted(pattern, fleet),
              "fleet branch show " + fleet);
        });
  }
}
