package fleet.api.access.account;

import fleet.api.access.Tokens;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import java.util.HexFormat;
import java.util.Optional;

/** How an outsider means to come in. */
public sealed interface WayIn {
  /** As who they are here, or as somebody new where those are welcome. */
  record Known() implements WayIn {}

  /**
   * As somebody new, by an invitation.
   *
   * @param codeHash SHA-256 of its code, in hexadecimal
   * @param name to have then; else as the provider tells
   */
  record Invited(String codeHash, Optional<UserName> name) implements WayIn {
    /** By what people were told. */
    public static Invited by(Secret code, Optional<UserName> name) {
      return new Invited(HexFormat.of().formatHex(Tokens.hash(code)), name);
    }

    byte[] hash() {
      return HexFormat.of().parseHex(codeHash);
    }
  }

  /** As somebody who is signed in and wants to be known by it from now on. */
  record Linking(UserName user) implements WayIn {}
}
