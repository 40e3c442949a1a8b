package fleet.tunnel.gateway;

import java.io.IOException;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.server.session.ServerSession;

/** Says why a login fails, in a message that {@code ssh} prints (RFC 4252, section 5.4). */
final class Banner {
  private static final AttributeKey<String> SAID = new AttributeKey<>();

  private Banner() {}

  /** Says it unless it is what was said last; a client may show the same key twice. */
  static void say(ServerSession session, String sentence) throws IOException {
    if (sentence.equals(session.setAttribute(SAID, sentence))) {
      return;
    }
    var banner = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_BANNER);
    banner.putString("fleet gateway: " + sentence + "\r\n");
    banner.putString("en");
    session.writePacket(banner);
  }
}
