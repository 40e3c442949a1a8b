package fleet.tunnel.gateway;

import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.session.ServerSession;

/** Makes a {@link Login} for each connection. */
record LoginMethod(Login.Judges judges) implements UserAuthFactory {
  @Override
  public String getName() {
    return UserAuthPublicKey.NAME;
  }

  @Override
  public UserAuth createUserAuth(ServerSession session) {
    return new Login(judges);
  }
}
