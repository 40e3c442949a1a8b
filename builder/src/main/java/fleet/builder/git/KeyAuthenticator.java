package fleet.builder.git;

import fleet.builder.release.FleetApi;
import fleet.contract.node.Principal;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API whose key it is. The session remembers the owner of the last key that was tried,
 * which is the one that gets in.
 */
final class KeyAuthenticator implements PublickeyAuthenticator {
  private static final Logger LOG = LoggerFactory.getLogger(KeyAuthenticator.class);
  private static final AttributeKey<Optional<Principal>> OWNER = new AttributeKey<>();

  private final FleetApi api;

  KeyAuthenticator(FleetApi api) {
    this.api = api;
  }

  /** Who holds the key that this session came in with. */
  static Optional<Principal> owner(ServerSession session) {
    var owner = session.getAttribute(OWNER);
    return owner == null ? Optional.empty() : owner;
  }

  @Override
  public boolean authenticate(String user, PublicKey key, ServerSession session) {
    session.setAttribute(OWNER, Optional.empty());
    if (key instanceof OpenSshCertificate) {
      return false;
    }
    try {
      var owner = api.owner(PublicKeyEntry.toString(key));
      session.setAttribute(OWNER, owner);
      return owner.isPresent();
    } catch (ProblemException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("could not look up a key");
      leave(session);
      return false;
    }
  }

  private static void leave(ServerSession session) {
    try {
      session.disconnect(
          SshConstants.SSH2_DISCONNECT_SERVICE_NOT_AVAILABLE,
          "Fleet cannot look up your key now, because its API does not answer; try again");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
