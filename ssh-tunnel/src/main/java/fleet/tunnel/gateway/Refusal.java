package fleet.tunnel.gateway;

import java.io.IOException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;

/**
 * Why a channel is not opened, in a sentence that {@code ssh} prints.
 *
 * @param code RFC 4254, section 5.1
 */
record Refusal(int code, String sentence) {
  static Refusal notAllowed(String sentence) {
    return new Refusal(SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, sentence);
  }

  static Refusal notReached(String sentence) {
    return new Refusal(SshConstants.SSH_OPEN_CONNECT_FAILED, sentence);
  }

  /** Tells whoever asked. The library, told by a failed future, would say its own words instead. */
  void tell(Channel channel) {
    try {
      var answer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE);
      answer.putUInt(channel.getRecipient());
      answer.putUInt(code);
      answer.putString(sentence);
      answer.putString("en");
      channel.getSession().writePacket(answer);
    } catch (IOException e) {
      channel.getSession().close(true);
    }
    channel.close(true);
  }

  /** The same as an exception, to leave a search with. */
  Thrown thrown() {
    return new Thrown(this);
  }

  /** Carries a refusal out of a search. */
  static final class Thrown extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    private Thrown(Refusal refusal) {
      super(refusal.sentence());
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }
}
