package fleet.supervisor.remote;

import fleet.contract.identity.DeviceId;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;

/**
 * Says whether what a certificate claims lets its holder in at a landing of this device. That its
 * authority really signed it, and that its holder has the key, is proved by the login itself.
 *
 * <pre>
 * principals       the landing, and others that are not for devices
 * critical option  device@fleet = DEVICE-ID, and no other
 * </pre>
 */
record CertificateJudge(DeviceId device, PublicKey userAuthority) {
  private static final String DEVICE_OPTION = "device@fleet";

  /** The fault in one sentence; nothing when it may come in. */
  Optional<String> fault(OpenSshCertificate certificate, String landing, Instant now) {
    if (!KeyUtils.compareKeys(certificate.getCaPubKey(), userAuthority)) {
      return Optional.of("this certificate was not issued by this device's Fleet");
    }
    if (certificate.getType() != OpenSshCertificate.Type.USER) {
      return Optional.of("this is not a certificate for people");
    }
    if (!OpenSshCertificate.isValidAt(certificate, now)) {
      return Optional.of("this certificate is over or not valid yet: ask for a new one");
    }
    var named = Map.of(DEVICE_OPTION, device.toString());
    if (!certificate.getCriticalOptionsMap().equals(named)) {
      return Optional.of("this certificate is for another device");
    }
    if (!certificate.getPrincipals().contains(landing)) {
      return Optional.of("this certificate does not open '%s' here".formatted(landing));
    }
    return Optional.empty();
  }
}
