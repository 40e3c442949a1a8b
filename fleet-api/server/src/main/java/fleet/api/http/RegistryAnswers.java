package fleet.api.http;

import fleet.api.access.account.Origin;
import fleet.api.access.account.SignIns;
import fleet.api.device.DeviceSessions;
import fleet.api.registry.RegistryTokens;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.node.RegistryToken;
import fleet.contract.operator.SignIn;
import fleet.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Docker's token handshake: who asks shows a bearer token, or HTTP Basic (RFC 7617) with a device's
 * id and token, or a name and password.
 */
record RegistryAnswers(RegistryTokens tokens, SignIns signIns, DeviceSessions devices) {
  private static final String BASIC = "Basic ";

  static final Parameter<String> SERVICE =
      Parameter.optional("service", Kind.text(300), "The registry that asked for it.");
  static final Parameter<String> SCOPE =
      Parameter.repeated("scope", Kind.text(1000), "repository:FLEET/SERVICE:pull.");

  Answer token(Call call) {
    var scopes = call.all(SCOPE);
    var authorization = call.header("Authorization");
    return Answer.ok(
        Gate.bearer(authorization)
            .map(token -> byBearer(token, scopes))
            .or(() -> basic(authorization).map(shown -> byPassword(shown, scopes, call.origin())))
            .orElseThrow(Problems::unauthenticated));
  }

  private RegistryToken byBearer(Secret token, List<String> scopes) {
    return devices
        .verify(token.reveal())
        .map(device -> tokens.forDevice(device, scopes))
        .or(() -> signIns.find(token).map(person -> tokens.forPerson(person, scopes)))
        .orElseThrow(Problems::unauthenticated);
  }

  private RegistryToken byPassword(Credentials shown, List<String> scopes, Origin origin) {
    var device = devices.verify(shown.password().reveal()).map(DeviceId::toString);
    if (device.isPresent()) {
      if (!device.get().equals(shown.name())) {
        throw Problems.unauthenticated();
      }
      return tokens.forDevice(DeviceId.parse(shown.name()), scopes);
    }
    var attempt = new SignIn(name(shown), shown.password());
    return tokens.forPerson(signIns.byPassword(attempt, origin), scopes);
  }

  private static UserName name(Credentials shown) {
    try {
      return UserName.parse(shown.name());
    } catch (IllegalArgumentException e) {
      ProblemException refused = Problems.unauthenticated();
      refused.addSuppressed(e);
      throw refused;
    }
  }

  private record Credentials(String name, Secret password) {}

  private static Optional<Credentials> basic(Optional<String> header) {
    return header
        .filter(text -> text.startsWith(BASIC))
        .map(text -> text.substring(BASIC.length()).strip())
        .flatMap(RegistryAnswers::decode)
        .filter(text -> text.indexOf(':') > 0)
        .map(text -> {
          var colon = text.indexOf(':');
          return new Credentials(text.substring(0, colon), Secret.of(text.substring(colon + 1)));
        });
  }

  private static Optional<String> decode(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
