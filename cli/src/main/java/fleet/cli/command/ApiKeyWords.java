package fleet.cli.command;

import fleet.cli.output.Human;
import fleet.contract.access.ApiKeyView;
import fleet.contract.identity.FleetName;
import java.time.Instant;
import java.util.stream.Collectors;

/** What an API key may, in words. */
final class ApiKeyWords {
  private ApiKeyWords() {}

  static String actions(ApiKeyView key) {
    return key.actions().stream().sorted().map(Converters::word).collect(Collectors.joining(", "));
  }

  static String fleets(ApiKeyView key) {
    return key.fleets()
        .map(names ->
            names.stream().sorted().map(FleetName::value).collect(Collectors.joining(", ")))
        .orElse("everywhere");
  }

  static String end(ApiKeyView key, Instant now) {
    return key.expiresAt().map(end -> Human.until(end, now)).orElse("never");
  }
}
