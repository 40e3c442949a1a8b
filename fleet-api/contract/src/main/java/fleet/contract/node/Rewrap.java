package fleet.contract.node;

import java.util.Base64;

/**
 * What one master key wrapped, wrapped by another. What that wrapped already stays as it is, so a
 * change that was cut short goes on where it was.
 */
public record Rewrap(MasterKey from, MasterKey to) {
  /**
   * The same of one owner, under the same name.
   *
   * @throws IllegalStateException when neither master key wrapped it
   */
  public byte[] again(String owner, String name, byte[] wrapped) {
    var wrap = to.wrapFor(owner);
    try {
      var _ = wrap.unwrap(name, wrapped);
      return wrapped;
    } catch (IllegalStateException e) {
      return wrap.wrap(name, from.wrapFor(owner).unwrap(name, wrapped));
    }
  }

  /** The same in base64. */
  public String again(String owner, String name, String wrapped) {
    return Base64.getEncoder()
        .encodeToString(again(owner, name, Base64.getDecoder().decode(wrapped)));
  }
}
