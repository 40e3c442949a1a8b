package fleet.supervisor.remote;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One login by certificate (RFC 4252, section 7), the only method there is. It is done here and not
 * by the library, because that judges validity by this machine's clock, which on a device may be
 * wrong, and refuses options that it does not know.
 */
final class Login extends UserAuthPublicKey {
  private static final Logger LOG = LoggerFactory.getLogger(Login.class);

  private final Supplier<LinkOrder> order;

  /** Makes one for each who comes. */
  record Method(Supplier<LinkOrder> order) implements UserAuthFactory {
    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public UserAuth createUserAuth(ServerSession session) {
      return new Login(order);
    }
  }

  /** What the client sends; without a signature it only asks whether the key would do. */
  private static final class Request {
    final String algorithm;
    final byte[] key;
    final Optional<byte[]> signature;

    Request(Buffer buffer) {
      var signed = buffer.getBoolean();
      algorithm = buffer.getString();
      key = buffer.getBytes();
      signature = signed ? Optional.of(buffer.getBytes()) : Optional.empty();
    }
  }

  private Login(Supplier<LinkOrder> order) {
    this.order = order;
  }

  @Override
  public @Nullable Boolean doAuth(Buffer buffer, boolean init) throws Exception {
    var request = new Request(buffer);
    if (!(new ByteArrayBuffer(request.key).getRawPublicKey() instanceof OpenSshCertificate shown)) {
      return refuse("keys alone do not open it; 'fleet ssh' brings a certificate");
    }
    var fault = fault(shown);
    if (fault.isPresent()) {
      return refuse(fault.get());
    }
    if (request.signature.isEmpty()) {
      sayThatItWouldDo(request);
      return null;
    }
    return isSignedBy(shown, request, request.signature.get()) && welcome(shown);
  }

  private Optional<String> fault(OpenSshCertificate shown) throws IOException {
    var latest = order.get();
    var authority = SshKeys.parse(latest.offer().userAuthority());
    var now = Instant.now().plus(latest.clockOffset());
    var judge = new CertificateJudge(latest.device(), authority);
    return judge.fault(shown, getUsername(), now).or(() -> forgery(shown));
  }

  private Optional<String> forgery(OpenSshCertificate shown) {
    try {
      verifyCertificateSignature(getServerSession(), shown);
      return Optional.empty();
    } catch (Exception e) { // declared by the library
      return Optional.of("this certificate is not signed by who it says");
    }
  }

  private boolean isSignedBy(OpenSshCertificate shown, Request request, byte[] signature)
      throws Exception {
    Signature verifier =
        NamedFactory.create(getServerSession().getSignatureFactories(), request.algorithm);
    if (verifier == null) {
      return false;
    }
    try {
      verifier.initVerifier(getServerSession(), shown.getCertPubKey());
      verifier.update(getServerSession(), signedMessage(request));
      return verifier.verify(getServerSession(), signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  /** What the client signs: this session and this request. */
  private byte[] signedMessage(Request request) {
    var message = new ByteArrayBuffer();
    message.putBytes(getServerSession().getSessionId());
    message.putByte(SshConstants.SSH_MSG_USERAUTH_REQUEST);
    message.putString(getUsername());
    message.putString(getService());
    message.putString(NAME);
    message.putBoolean(true);
    message.putString(request.algorithm);
    message.putBytes(request.key);
    return message.getCompactData();
  }

  private void sayThatItWouldDo(Request request) throws IOException {
    var answer = getServerSession().createBuffer(SshConstants.SSH_MSG_USERAUTH_PK_OK);
    answer.putString(request.algorithm);
    answer.putBytes(request.key);
    getServerSession().writePacket(answer);
  }

  private boolean welcome(OpenSshCertificate shown) {
    LOG.atInfo()
        .addKeyValue("certificate", shown.getId())
        .addKeyValue("landing", getUsername())
        .log("session opened");
    return true;
  }

  private boolean refuse(String sentence) throws IOException {
    LOG.atInfo().addKeyValue("landing", getUsername()).log("session refused: {}", sentence);
    var banner = getServerSession().createBuffer(SshConstants.SSH_MSG_USERAUTH_BANNER);
    banner.putString("fleet device: " + sentence + "\r\n");
    banner.putString("en");
    getServerSession().writePacket(banner);
    return false;
  }
}
