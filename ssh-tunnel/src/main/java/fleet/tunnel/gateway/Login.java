package fleet.tunnel.gateway;

import fleet.contract.identity.DeviceId;
import fleet.tunnel.certificate.CertificateJudge;
import fleet.tunnel.certificate.Guest;
import fleet.tunnel.certificate.SshKeys;
import fleet.tunnel.certificate.Verdict;
import fleet.tunnel.link.ReverseForwards;
import java.io.IOException;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One login by public key, the only method there is: {@code device} with an identity key, {@code
 * fleet} with a certificate. What is shown is judged first, so that a refusal has its sentence;
 * then the library proves signatures; only then the session gets its attribute.
 */
final class Login extends UserAuthPublicKey {
  /** On a session that has proved to be a person's, with what their certificate allows. */
  static final AttributeKey<Guest> GUEST = new AttributeKey<>();

  private static final Logger LOG = LoggerFactory.getLogger(Login.class);
  private static final String DEVICE_USER = "device";
  private static final String PERSON_USER = "fleet";

  /** Who decides what, and who is told of people who came in. */
  record Judges(
      CertificateJudge certificates,
      DeviceDirectory devices,
      Guests guests,
      InstantSource clock,
      GatewayLimits limits) {}

  private final Judges judges;

  Login(Judges judges) {
    this.judges = judges;
  }

  @Override
  public Boolean doAuth(Buffer buffer, boolean init) throws Exception {
    var shown = peek(buffer);
    return switch (getUsername()) {
      case DEVICE_USER -> device(shown, buffer, init);
      case PERSON_USER -> person(shown, buffer, init);
      default -> refuse("log in as '%s'".formatted(PERSON_USER));
    };
  }

  private Boolean person(Optional<PublicKey> shown, Buffer buffer, boolean init) throws Exception {
    if (!(shown.orElse(null) instanceof OpenSshCertificate certificate)) {
      return refuse("keys alone do not open it; 'fleet ssh' brings a certificate");
    }
    return switch (judges.certificates().judge(certificate, judges.clock().instant())) {
      case Verdict.Refused refused -> refuse(refused.reason());
      case Verdict.Welcome welcome -> {
        var proved = super.doAuth(buffer, init);
        if (Boolean.TRUE.equals(proved)) {
          getServerSession().setAttribute(GUEST, welcome.guest());
          CoreModuleProperties.IDLE_TIMEOUT.set(getServerSession(), judges.limits().personIdle());
          judges.guests().add(getServerSession(), welcome.guest());
        }
        yield proved;
      }
    };
  }

  private Boolean device(Optional<PublicKey> shown, Buffer buffer, boolean init) throws Exception {
    var key = shown.filter(Login::isIdentityKey);
    if (key.isEmpty()) {
      return refuse("a device logs in with its Ed25519 identity key");
    }
    var proved = super.doAuth(buffer, init);
    return Boolean.TRUE.equals(proved) ? known(key.get()) : proved;
  }

  private Boolean known(PublicKey key) throws IOException {
    var device = find(SshKeys.line(key));
    if (device.isEmpty()) {
      return refuse("no device has this key, or the server cannot tell now");
    }
    getServerSession().setAttribute(ReverseForwards.DEVICE, device.get());
    CoreModuleProperties.IDLE_TIMEOUT.set(getServerSession(), judges.limits().linkSilence());
    // The library refuses what comes when there are more than that already.
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(
        getServerSession(), judges.limits().linkPassages() - 1);
    return true;
  }

  private Optional<DeviceId> find(String keyLine) {
    try {
      return judges.devices().find(keyLine).map(device -> device.id());
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("could not ask the API whose key it is");
      return Optional.empty();
    }
  }

  private Boolean refuse(String sentence) throws IOException {
    Banner.say(getServerSession(), sentence);
    return false;
  }

  /** Reads the key of the request without taking it from the buffer (RFC 4252, section 7). */
  private static Optional<PublicKey> peek(Buffer request) {
    var copy = new ByteArrayBuffer(request.array(), request.rpos(), request.available());
    try {
      copy.getBoolean();
      copy.getString();
      return Optional.of(copy.getPublicKey());
    } catch (SshException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isIdentityKey(PublicKey key) {
    return !(key instanceof OpenSshCertificate)
        && KeyPairProvider.SSH_ED25519.equals(KeyUtils.getKeyType(key));
  }

  /** The judge has done it: the only option that he lets pass is the one that he understands. */
  @Override
  protected void verifyCriticalOptions(ServerSession session, OpenSshCertificate certificate) {}
}
