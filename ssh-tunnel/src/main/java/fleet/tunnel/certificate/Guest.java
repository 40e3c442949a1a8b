package fleet.tunnel.certificate;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import java.util.regex.Pattern;

/**
 * Who a user certificate lets in, and where: what the issuer writes and the gateway reads.
 *
 * <pre>
 * key id           session=SESSION-ID user=NAME
 * principals       LANDING, gateway@fleet
 * critical option  device@fleet = DEVICE-ID
 * extension        permit-pty
 * </pre>
 *
 * @param serial of the certificate
 */
public record Guest(
    SessionId session, UserName user, DeviceId device, String landing, long serial) {
  /** Opens the gateway. No service can have this name, so it opens no landing. */
  static final String GATEWAY_PRINCIPAL = "gateway@fleet";

  /** The option that every judge of these certificates must understand. */
  public static final String DEVICE_OPTION = "device@fleet";

  private static final Pattern KEY_ID = Pattern.compile("session=(\\S{36}) user=(\\S+)");

  /** What is kept of the key id: the API knows whose session it is, for as long as it may. */
  String keptId() {
    return "session=" + session;
  }

  String keyId() {
    return "session=%s user=%s".formatted(session, user);
  }

  /**
   * @throws IllegalArgumentException when a part is not of this shape
   */
  static Guest parse(String keyId, String device, String landing, long serial) {
    var parts = KEY_ID.matcher(keyId);
    if (!parts.matches()) {
      throw new IllegalArgumentException("the key id does not name session and user");
    }
    return new Guest(
        SessionId.parse(parts.group(1)),
        UserName.parse(parts.group(2)),
        DeviceId.parse(device),
        landing,
        serial);
  }
}
