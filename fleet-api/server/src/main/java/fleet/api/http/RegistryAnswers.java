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
import java.util.List;

/**
 * Docker's token handshake: who asks shows a bearer token, or HTTP Basic (RFC 7617) with a device's
 * id and token, or a name and password.
 */
record RegistryAnswers(RegistryTokens tokens, SignIns signIns, DeviceSessions devices) {
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
            .or(() ->
                Basic.read(authorization).map(shown -> byPassword(shown, scopes, call.origin())))
            .orElseThrow(Problems::unauthenticated));
  }

  private RegistryToken byBearer(Secret token, List<String> scopes) {
    return devices
        .verify(token.reveal())
        .map(device -> tokens.forDevice(device, scopes))
        .or(() -> signIns.find(token).map(person -> tokens.forPerson(person, scopes)))
        .orElseThrow(Problems::unauthenticated);
  }

  private RegistryToken byPassword(Basic shown, List<String> scopes, Origin origin) {
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

  private static UserName name(Basic shown) {
    try {
      return UserName.parse(shown.name());
    } catch (IllegalArgumentException e) {
      ProblemException refused = Problems.unauthenticated();
      refused.addSuppressed(e);
      throw refused;
    }
  }
}
