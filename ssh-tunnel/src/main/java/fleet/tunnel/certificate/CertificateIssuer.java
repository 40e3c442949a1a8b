package fleet.tunnel.certificate;

import fleet.contract.identity.ServiceName;
import fleet.contract.node.Certificate;
import fleet.contract.node.HostCertificateRequest;
import fleet.contract.node.UserCertificateRequest;
import fleet.tunnel.db.TunnelDatabase;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.sshd.certificate.OpenSshCertificateBuilder;

/**
 * Signs certificates for people and devices, recording each before it exists. Thread-safe. Whether
 * they are permitted is the API's business, which asked.
 */
public final class CertificateIssuer {
  /** Longer than this, a certificate would outlive the reason for it. */
  static final Duration LONGEST_USER = Duration.ofHours(1);

  static final Duration LONGEST_HOST = Duration.ofDays(7);

  /** Clocks of those who check differ a little; certificates start before they are made. */
  private static final Duration USER_SLACK = Duration.ofMinutes(1);

  private static final Duration HOST_SLACK = Duration.ofMinutes(15);

  private final Keyring keys;
  private final CertificateRows rows;
  private final InstantSource clock;

  public CertificateIssuer(Keyring keys, TunnelDatabase database, InstantSource clock) {
    this.keys = keys;
    this.rows = new CertificateRows(database);
    this.clock = clock;
  }

  /**
   * Lets a person in at one landing of one device.
   *
   * @throws IllegalArgumentException in one sentence when the request cannot be certified
   */
  public Certificate issue(UserCertificateRequest request) {
    requireAtMost(request.validFor(), LONGEST_USER);
    var key = SshKeys.parse(request.publicKey());
    var landing = ServiceName.parse(request.landing()).value();
    var guest = new Guest(request.session(), request.user(), request.device(), landing, 0);
    var now = now();
    var draft =
        new CertificateRows.Draft(
            "user",
            guest.keptId(),
            List.of(landing, Guest.GATEWAY_PRINCIPAL),
            request.device(),
            SshKeys.line(key),
            now,
            now.plus(request.validFor()));
    var unsigned =
        OpenSshCertificateBuilder.userCertificate()
            .id(guest.keyId())
            .criticalOptions(Map.of(Guest.DEVICE_OPTION, request.device().toString()))
            .extensions(Map.of("permit-pty", ""))
            .validAfter(now.minus(USER_SLACK));
    return sign(unsigned, key, draft, keys.userAuthority());
  }

  /**
   * Vouches for the identity key of a device.
   *
   * @throws IllegalArgumentException in one sentence when the request cannot be certified
   */
  public Certificate issue(HostCertificateRequest request) {
    requireAtMost(request.validFor(), LONGEST_HOST);
    var key = SshKeys.of(request.publicKey());
    var now = now();
    var name = request.device() + ".fleet";
    var draft =
        new CertificateRows.Draft(
            "host",
            name,
            List.of(name),
            request.device(),
            SshKeys.line(key),
            now,
            now.plus(request.validFor()));
    var unsigned =
        OpenSshCertificateBuilder.hostCertificate().id(name).validAfter(now.minus(HOST_SLACK));
    return sign(unsigned, key, draft, keys.hostAuthority());
  }

  private Certificate sign(
      OpenSshCertificateBuilder unsigned,
      PublicKey key,
      CertificateRows.Draft draft,
      KeyPair authority) {
    try {
      var signed =
          unsigned
              .publicKey(key)
              .serial(rows.insert(draft))
              .principals(draft.principals())
              .validBefore(draft.expiresAt())
              .sign(authority);
      return new Certificate(SshKeys.line(signed), draft.expiresAt());
    } catch (Exception e) { // declared by the library
      throw new IllegalStateException("could not sign certificate " + draft.keyId(), e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static void requireAtMost(Duration asked, Duration longest) {
    if (asked.isNegative() || asked.isZero() || asked.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "a certificate is valid for more than nothing and at most %d minutes"
              .formatted(longest.toMinutes()));
    }
  }
}
