package fleet.supervisor.remote;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.DeviceId;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.i2p.crypto.eddsa.EdDSAPrivateKey;
import net.i2p.crypto.eddsa.EdDSAPublicKey;
import org.apache.sshd.certificate.OpenSshCertificateBuilder;
import org.junit.jupiter.api.Test;

class CertificateJudgeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final DeviceId DEVICE = DeviceId.random();
  private static final KeyPair AUTHORITY = pair();

  private final CertificateJudge judge = new CertificateJudge(DEVICE, AUTHORITY.getPublic());

  private static KeyPair pair() {
    try {
      var made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new KeyPair(
          new EdDSAPublicKey(new X509EncodedKeySpec(made.getPublic().getEncoded())),
          new EdDSAPrivateKey(new PKCS8EncodedKeySpec(made.getPrivate().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OpenSshCertificateBuilder certificate() {
    return OpenSshCertificateBuilder.userCertificate()
        .publicKey(pair().getPublic())
        .id("session=1 user=ada")
        .principals(List.of("web", "gateway@fleet"))
        .criticalOptions(Map.of("device@fleet", DEVICE.toString()))
        .validAfter(NOW.minusSeconds(60))
        .validBefore(NOW.plusSeconds(60));
  }

  private void fault(OpenSshCertificateBuilder certificate, String sentence) throws Exception {
    assertThat(judge.fault(certificate.sign(AUTHORITY), "web", NOW)).contains(sentence);
  }

  @Test
  void a_certificate_for_this_device_and_landing_is_faultless() throws Exception {
    assertThat(judge.fault(certificate().sign(AUTHORITY), "web", NOW)).isEmpty();
  }

  @Test
  void a_permit_for_one_landing_does_not_open_another() throws Exception {
    assertThat(judge.fault(certificate().sign(AUTHORITY), "data", NOW))
        .contains("this certificate does not open 'data' here");
    assertThat(judge.fault(certificate().sign(AUTHORITY), "host", NOW))
        .contains("this certificate does not open 'host' here");
  }

  @Test
  void a_certificate_for_another_device_is_refused() throws Exception {
    var sentence = "this certificate is for another device";

    fault(
        certificate().criticalOptions(Map.of("device@fleet", DeviceId.random().toString())),
        sentence);
    fault(certificate().criticalOptions(Map.of()), sentence);
    fault(
        certificate()
            .criticalOptions(Map.of("device@fleet", DEVICE.toString(), "force-command", "x")),
        sentence);
  }

  @Test
  void it_is_judged_by_the_time_that_is_given() throws Exception {
    var sentence = "this certificate is over or not valid yet: ask for a new one";

    fault(certificate().validBefore(NOW), sentence);
    fault(certificate().validAfter(NOW.plusSeconds(1)), sentence);
  }

  @Test
  void another_authority_is_refused() throws Exception {
    assertThat(judge.fault(certificate().sign(pair()), "web", NOW))
        .contains("this certificate was not issued by this device's Fleet");
  }

  @Test
  void a_host_certificate_lets_nobody_in() throws Exception {
    fault(
        OpenSshCertificateBuilder.hostCertificate()
            .publicKey(pair().getPublic())
            .id("host")
            .principals(List.of("web")),
        "this is not a certificate for people");
  }
}
