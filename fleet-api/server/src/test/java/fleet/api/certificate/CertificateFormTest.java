package fleet.api.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.trust.AuthorityPin;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class CertificateFormTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final List<Host> HOSTS =
      Stream.of("Fleet.Example.org", "192.168.1.10", "2001:db8::1").map(Host::parse).toList();

  private final Authority authority = Authority.make(NOW);
  private final X509Certificate server =
      authority.issue(Authority.newPair().getPublic(), HOSTS, NOW);

  @Test
  void an_authority_signs_itself_and_issues_for_servers_only() throws Exception {
    var certificate = authority.certificate();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getBasicConstraints()).isZero();
    assertThat(certificate.getKeyUsage()[5]).isTrue();
    assertThat(certificate.getKeyUsage()[0]).isFalse();
    assertThat(certificate.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(certificate.getSubjectX500Principal())
        .isEqualTo(certificate.getIssuerX500Principal());
  }

  @Test
  void a_server_is_known_by_each_of_its_hosts() throws Exception {
    assertThat(server.getSubjectAlternativeNames())
        .extracting(name -> List.copyOf(name).toString())
        .containsExactly(
            "[2, fleet.example.org]", "[7, 192.168.1.10]", "[7, 2001:db8:0:0:0:0:0:1]");
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void a_server_is_believed_by_who_believes_its_authority() throws Exception {
    validate(server, authority, NOW);
    validate(server, authority, NOW.plus(Duration.ofDays(89)));
  }

  @Test
  void a_server_of_another_authority_is_not_believed() {
    assertThatThrownBy(() -> validate(server, Authority.make(NOW), NOW))
        .isInstanceOf(CertPathValidatorException.class);
    assertThatThrownBy(() -> server.verify(Authority.make(NOW).certificate().getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void a_server_is_not_believed_after_its_time() {
    assertThatThrownBy(() -> validate(server, authority, NOW.plus(Duration.ofDays(91))))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void no_server_outlives_its_authority() {
    var late = NOW.plus(Duration.ofDays(3640));
    var issued = authority.issue(Authority.newPair().getPublic(), HOSTS, late);
    assertThat(issued.getNotAfter()).isEqualTo(authority.certificate().getNotAfter());
  }

  @Test
  void a_time_from_2050_on_is_written_in_the_long_form() {
    var later = Authority.make(Instant.parse("2049-12-31T00:00:00Z"));
    assertThat(later.certificate().getNotBefore()).isEqualTo("2049-12-30T00:00:00Z");
    assertThat(later.certificate().getNotAfter().toInstant())
        .isEqualTo(Instant.parse("2049-12-31T00:00:00Z").plus(Duration.ofDays(3652)));
  }

  @Test
  void the_pin_is_the_authoritys_key() {
    assertThat(authority.pin()).isEqualTo(AuthorityPin.of(authority.certificate().getPublicKey()));
    assertThat(authority.pin().text()).matches("SHA256:[A-Za-z0-9+/]{43}");
    assertThat(Authority.make(NOW).pin()).isNotEqualTo(authority.pin());
  }

  @Test
  void values_are_written_as_the_standard_says() {
    var hex = HexFormat.of();
    assertThat(hex.formatHex(Der.oid("1.2.840.10045.4.3.2"))).isEqualTo("06082a8648ce3d040302");
    assertThat(hex.formatHex(Der.octets(new byte[127]))).startsWith("047f00");
    assertThat(hex.formatHex(Der.octets(new byte[128]))).startsWith("04818000");
    assertThat(hex.formatHex(Der.octets(new byte[256]))).startsWith("0482010000");
  }

  @Test
  void what_is_no_host_is_refused() {
    for (var wrong : List.of("", "a b", "-a", "a-.b", "a..b", "*.b", "x".repeat(64))) {
      assertThatThrownBy(() -> Host.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'%s' is not a host name", wrong);
    }
  }

  private static void validate(X509Certificate server, Authority authority, Instant at)
      throws Exception {
    var anchor = new TrustAnchor(authority.certificate(), null);
    var parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(server));
    assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters)).isNotNull();
  }
}
