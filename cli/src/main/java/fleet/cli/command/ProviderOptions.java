package fleet.cli.command;

import fleet.contract.identity.ProviderName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How somebody signs in at a provider instead of by a password. */
final class ProviderOptions {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "Sign in there, as fleet provider list shows it.")
  private @Nullable ProviderName provider;

  @Option(
      names = "--no-browser",
      description = "The browser is on another machine: it shows a code, which is asked here.")
  private boolean elsewhere;

  @Option(names = "--link", description = "Be known by that provider from now on.")
  private boolean link;

  Optional<ProviderName> provider() {
    if (provider == null && (elsewhere || link)) {
      throw CommandFailure.usage(
          "which provider?", "fleet login --provider NAME; fleet provider list shows them");
    }
    return Optional.ofNullable(provider);
  }

  boolean elsewhere() {
    return elsewhere;
  }

  boolean link() {
    return link;
  }
}
