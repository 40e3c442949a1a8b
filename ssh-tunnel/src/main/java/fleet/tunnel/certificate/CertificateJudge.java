package fleet.tunnel.certificate;

import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;

/**
 * Says whether what a certificate claims opens the gateway. That its authority really signed it,
 * and that its holder has the key, is proved by the login itself.
 */
public final class CertificateJudge {
  private final PublicKey userAuthority;

  public CertificateJudge(PublicKey userAuthority) {
    this.userAuthority = userAuthority;
  }

  public Verdict judge(OpenSshCertificate certificate, Instant now) {
    if (!KeyUtils.compareKeys(certificate.getCaPubKey(), userAuthority)) {
      return new Verdict.Refused("this certificate was not issued by this Fleet");
    }
    if (certificate.getType() != OpenSshCertificate.Type.USER) {
      return new Verdict.Refused("this is not a certificate for people");
    }
    if (!OpenSshCertificate.isValidAt(certificate, now)) {
      return new Verdict.Refused("this certificate is over or not valid yet: ask for a new one");
    }
    if (!certificate.getCriticalOptionsMap().keySet().equals(Set.of(Guest.DEVICE_OPTION))) {
      return new Verdict.Refused("this certificate does not name its device");
    }
    return welcome(certificate);
  }

  private static Verdict welcome(OpenSshCertificate certificate) {
    var landings = new ArrayList<>(certificate.getPrincipals());
    if (!landings.remove(Guest.GATEWAY_PRINCIPAL) || landings.size() != 1) {
      return new Verdict.Refused("this certificate does not open the gateway");
    }
    var device = certificate.getCriticalOptionsMap().getOrDefault(Guest.DEVICE_OPTION, "");
    try {
      return new Verdict.Welcome(
          Guest.parse(certificate.getId(), device, landings.getFirst(), certificate.getSerial()));
    } catch (IllegalArgumentException e) {
      return new Verdict.Refused("this certificate cannot be read: " + e.getMessage());
    }
  }
}
