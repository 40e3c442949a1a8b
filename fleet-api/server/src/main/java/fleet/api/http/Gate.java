package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.account.SignIns;
import fleet.api.device.DeviceSessions;
import fleet.api.device.ProvisioningKeys;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.Optional;

/** Who shows what: the bearer token of a person, a device or a server of ours. Thread-safe. */
final class Gate {
  private static final String BEARER = "Bearer ";

  private final SignIns signIns;
  private final DeviceSessions devices;
  private final Secret serviceKey;

  Gate(SignIns signIns, DeviceSessions devices, Secret serviceKey) {
    this.signIns = signIns;
    this.devices = devices;
    this.serviceKey = serviceKey;
  }

  /** The token of an {@code Authorization} header. */
  static Optional<Secret> bearer(Optional<String> header) {
    return header
        .filter(text -> text.startsWith(BEARER))
        .map(text -> Secret.of(text.substring(BEARER.length())));
  }

  /** The same token as a header. */
  static String asBearer(Secret token) {
    return BEARER + token.reveal();
  }

  /** Blocking. */
  Person person(Optional<String> header) {
    var token = bearer(header);
    return token
        .flatMap(signIns::find)
        .orElseThrow(() ->
            token.filter(ProvisioningKeys::isKey).isPresent()
                ? new ProblemException(
                    ProblemCode.UNAUTHENTICATED,
                    "this is a provisioning key, by which devices join",
                    "fleet api-key add makes a key for programs")
                : Problems.unauthenticated());
  }

  Optional<DeviceId> device(Optional<String> header) {
    return bearer(header).flatMap(token -> devices.verify(token.reveal()));
  }

  boolean isServer(Optional<String> header) {
    return bearer(header).filter(serviceKey::equals).isPresent();
  }
}
