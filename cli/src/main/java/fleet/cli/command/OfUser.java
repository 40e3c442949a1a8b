package fleet.cli.command;

import fleet.contract.identity.UserName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which an owner asks about somebody else. */
final class OfUser {
  @Option(names = "--user", paramLabel = "NAME", description = "Somebody else's, as an owner.")
  private @Nullable UserName user;

  /** As it stands behind a route. */
  String query() {
    return user == null ? "" : "?user=" + user;
  }
}
