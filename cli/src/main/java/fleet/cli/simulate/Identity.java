package fleet.cli.simulate;

import fleet.contract.device.SessionRequest;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.PublicKey;
import fleet.contract.variable.SealingKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * What a device is known by.
 *
 * @param privateKey Ed25519, PKCS 8, base64
 * @param sealing to which secrets are sealed; nobody opens them, so its private half is not kept
 */
record Identity(DeviceId device, PublicKey publicKey, String privateKey, SealingKey sealing) {
  private static final String ALGORITHM = "Ed25519";

  /** Keys that belong to no device yet. */
  record Keys(PublicKey publicKey, String privateKey, SealingKey sealing) {
    static Keys fresh() {
      try {
        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        var secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        var sealing = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        return new Keys(PublicKey.of(pair.getPublic()), secret, SealingKey.of(sealing.getPublic()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java runtime makes no keys of a device", e);
      }
    }

    String sign(byte[] message) {
      return Identity.sign(privateKey, message);
    }

    Identity of(DeviceId device) {
      return new Identity(device, publicKey, privateKey, sealing);
    }
  }

  /** The key to seal to, with the device's word for it. */
  SessionRequest.Sealing sealed() {
    return new SessionRequest.Sealing(sealing, sign(sealing.claim(device)));
  }

  /** URL-safe base64 of the signature. */
  String sign(byte[] message) {
    return sign(privateKey, message);
  }

  private static String sign(String privateKey, byte[] message) {
    try {
      var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey));
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(KeyFactory.getInstance(ALGORITHM).generatePrivate(encoded));
      signature.update(message);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not sign", e);
    }
  }
}
