package fleet.tunnel.gateway;

import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** Why a channel is not opened, in a sentence that {@code ssh} prints. */
final class Refusal {
  private Refusal() {}

  static SshChannelOpenException notAllowed(String sentence) {
    return new SshChannelOpenException(
        0, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, sentence);
  }

  static SshChannelOpenException notReached(String sentence) {
    return new SshChannelOpenException(0, SshConstants.SSH_OPEN_CONNECT_FAILED, sentence);
  }
}
