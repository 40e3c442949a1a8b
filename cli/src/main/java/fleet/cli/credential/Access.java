package fleet.cli.credential;

import fleet.contract.identity.Secret;
import fleet.contract.operator.SignedIn;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Which server to ask, and as whom.
 *
 * @param token absent when nobody is signed in there
 */
public record Access(URI server, Optional<Secret> token) {
  /**
   * Decides: the address that was asked for, else FLEET_SERVER, else the default sign-in, else this
   * machine; FLEET_TOKEN comes before the kept token.
   *
   * @param asked address given with the command, if any; may be empty
   */
  public static Access of(String asked, Map<String, String> environment, Credentials kept) {
    var server = server(asked, environment, kept);
    var token =
        given(environment, "FLEET_TOKEN")
            .map(Secret::of)
            .or(() -> kept.at(server).map(SignedIn::token));
    return new Access(server, token);
  }

  private static URI server(String asked, Map<String, String> environment, Credentials kept) {
    if (!asked.isEmpty()) {
      return ServerUrl.parse(asked);
    }
    return given(environment, "FLEET_SERVER")
        .map(ServerUrl::parse)
        .or(kept::defaultServer)
        .orElse(ServerUrl.LOCAL);
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
