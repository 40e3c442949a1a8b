package fleet.cli.command;

import fleet.contract.operator.ReleaseEdit;
import fleet.contract.release.Release;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet release tag FLEET RELEASE KEY=VALUE..}: sets tags of a release, or takes them off.
 */
final class TagRelease implements Command {
  @Mixin private ReleaseArguments release;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "A tag to set.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--remove",
      paramLabel = "KEY",
      description = "A tag to take off; may be repeated.")
  private Set<String> untag = new LinkedHashSet<>();

  @Mixin private Common common;

  private final Shell shell;

  TagRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (tags.isEmpty() && untag.isEmpty()) {
      throw CommandFailure.usage("which tag?", "fleet release tag FLEET RELEASE stage=beta");
    }
    var api = Api.signedIn(shell, common);
    var edit = new ReleaseEdit(Optional.empty(), tags, untag);
    var done = api.http().patch(release.route(), edit, Release.class);
    return new Answer(shell, common)
        .one(
            done,
            now ->
                shell
                    .terminal()
                    .print("%s: %s".formatted(now.version(), new TreeMap<>(now.tags()))));
  }
}
