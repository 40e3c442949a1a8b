package fleet.supervisor.remote;

import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs why the gateway refuses this device; answers no question. */
final class GatewayWords implements UserInteraction {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayWords.class);
  private static final int MAX_CHARS = 200;

  @Override
  public void welcome(ClientSession session, String banner, String language) {
    var words = banner.strip();
    LOG.warn("{}", words.substring(0, Math.min(MAX_CHARS, words.length())));
  }

  @Override
  public boolean isInteractionAllowed(ClientSession session) {
    return true;
  }

  @Override
  public String[] interactive(
      ClientSession session,
      String name,
      String instruction,
      String language,
      String[] prompt,
      boolean[] echo) {
    return new String[0];
  }

  @Override
  public String getUpdatedPassword(ClientSession session, String prompt, String language) {
    throw new IllegalStateException("a device has no password");
  }
}
