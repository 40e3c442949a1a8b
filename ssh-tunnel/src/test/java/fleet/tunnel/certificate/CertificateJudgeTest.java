package fleet.tunnel.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.sshd.certificate.OpenSshCertificateBuilder;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.junit.jupiter.api.Test;

class CertificateJudgeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final KeyPair AUTHORITY = SshKeys.generate();
  private static final DeviceId DEVICE = DeviceId.random();
  private static final SessionId SESSION = SessionId.random();
  private static final Map<String, String> FOR_DEVICE = Map.of("device@fleet", DEVICE.toString());

  private final CertificateJudge judge = new CertificateJudge(AUTHORITY.getPublic());

  private static OpenSshCertificateBuilder certificate() {
    return OpenSshCertificateBuilder.userCertificate()
        .publicKey(SshKeys.generate().getPublic())
        .serial(7)
        .id("session=%s user=ada".formatted(SESSION))
        .principals(List.of("web", "gateway@fleet"))
        .criticalOptions(FOR_DEVICE)
        .validAfter(NOW.minusSeconds(60))
        .validBefore(NOW.plusSeconds(60));
  }

  private static OpenSshCertificate signed(OpenSshCertificateBuilder certificate) throws Exception {
    return certificate.sign(AUTHORITY);
  }

  private void refused(OpenSshCertificateBuilder certificate, String sentence) throws Exception {
    assertThat(judge.judge(signed(certificate), NOW)).isEqualTo(new Verdict.Refused(sentence));
  }

  @Test
  void a_certificate_of_the_issuer_is_welcome_as_whom_it_names() throws Exception {
    assertThat(judge.judge(signed(certificate()), NOW))
        .isEqualTo(
            new Verdict.Welcome(new Guest(SESSION, UserName.parse("ada"), DEVICE, "web", 7)));
  }

  @Test
  void another_authority_is_refused() throws Exception {
    var foreign = certificate().sign(SshKeys.generate());

    assertThat(judge.judge(foreign, NOW))
        .isEqualTo(new Verdict.Refused("this certificate was not issued by this Fleet"));
  }

  @Test
  void a_host_certificate_is_refused() throws Exception {
    var host =
        OpenSshCertificateBuilder.hostCertificate()
            .publicKey(SshKeys.generate().getPublic())
            .id("host")
            .principals(List.of("web"))
            .validBefore(NOW.plusSeconds(60));

    refused(host, "this is not a certificate for people");
  }

  @Test
  void it_is_valid_from_its_first_second_until_before_its_last() throws Exception {
    var sentence = "this certificate is over or not valid yet: ask for a new one";

    refused(certificate().validBefore(NOW), sentence);
    refused(certificate().validAfter(NOW.plusSeconds(1)), sentence);
    assertThat(judge.judge(signed(certificate().validAfter(NOW)), NOW))
        .isInstanceOf(Verdict.Welcome.class);
  }

  @Test
  void an_option_that_nobody_here_understands_is_refused() throws Exception {
    var sentence = "this certificate does not name its device";

    refused(certificate().criticalOptions(Map.of()), sentence);
    refused(
        certificate()
            .criticalOptions(
                Map.of("device@fleet", DEVICE.toString(), "force-command", "/bin/true")),
        sentence);
  }

  @Test
  void the_gateway_must_be_among_the_principals_beside_one_landing() throws Exception {
    var sentence = "this certificate does not open the gateway";

    refused(certificate().principals(List.of("web")), sentence);
    refused(certificate().principals(List.of("gateway@fleet")), sentence);
    refused(certificate().principals(List.of("web", "data", "gateway@fleet")), sentence);
  }

  @Test
  void a_key_id_or_device_of_another_shape_is_refused() throws Exception {
    assertThat(judge.judge(signed(certificate().id("ada")), NOW))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(judge.judge(signed(certificate().criticalOptions(Map.of("device@fleet", "x"))), NOW))
        .isInstanceOf(Verdict.Refused.class);
  }
}
