package fleet.api;

import fleet.contract.device.Challenge;
import fleet.contract.device.ChallengeRequest;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.device.SessionRequest;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import fleet.contract.variable.SealingKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/** What a device does to become one: a key pair, a registration, a signed challenge. */
final class TestDevice {
  private final RunningApi api;
  private final KeyPair keys = newKeys();
  private final PublicKey publicKey = PublicKey.of(keys.getPublic());

  TestDevice(RunningApi api) {
    this.api = api;
  }

  /** A device that is registered. */
  static Registered register(RunningApi api, Secret provisioningKey, String name) {
    return new TestDevice(api).register(provisioningKey, name);
  }

  Registered register(Secret provisioningKey, String name) {
    return tryRegister(provisioningKey, Optional.of(name)).as(Registered.class);
  }

  Caller.Reply tryRegister(Secret provisioningKey, Optional<String> name) {
    var proof = sign(RegisterRequest.proofMessage(provisioningKey, publicKey));
    return api.anybody()
        .post("/device/v1/register", request(provisioningKey, name, proof, Platform.LINUX_AMD64));
  }

  /** Without a provisioning key. */
  Caller.Reply tryRegister() {
    var none = Optional.<Secret>empty();
    var request =
        new RegisterRequest(
            none,
            publicKey,
            Optional.empty(),
            "generic",
            Platform.LINUX_AMD64,
            "0.1.0",
            sign(RegisterRequest.proofMessage(none, publicKey)),
            Optional.of("NUC7i5BNK"));
    return api.anybody().post("/device/v1/register", request);
  }

  RegisterRequest request(
      Secret provisioningKey, Optional<String> name, String proof, Platform platform) {
    return new RegisterRequest(
        provisioningKey,
        publicKey,
        name.map(DeviceName::parse),
        "generic",
        platform,
        "0.1.0",
        proof);
  }

  PublicKey publicKey() {
    return publicKey;
  }

  /** Signed in, with a token that the device API takes. */
  Caller signIn(DeviceId device) {
    return api.as(session(device).accessToken());
  }

  DeviceSession session(DeviceId device) {
    var nonce = challenge(device).nonce();
    return api.anybody().post("/device/v1/session", signed(device, nonce)).as(DeviceSession.class);
  }

  /** Signs in and says to which key its secrets are to be sealed. */
  Caller.Reply signIn(DeviceId device, SealingKey key, String proof) {
    var nonce = challenge(device).nonce();
    var sealing = Optional.of(new SessionRequest.Sealing(key, proof));
    return api.anybody()
        .post(
            "/device/v1/session",
            new SessionRequest(device, nonce, sign(new Challenge(nonce).message()), sealing));
  }

  Challenge challenge(DeviceId device) {
    return api.anybody()
        .post("/device/v1/challenge", new ChallengeRequest(device))
        .as(Challenge.class);
  }

  SessionRequest signed(DeviceId device, String nonce) {
    return new SessionRequest(device, nonce, sign(new Challenge(nonce).message()));
  }

  String sign(byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(message);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
