package fleet.cli.command;

import fleet.contract.client.JsonHttp;
import fleet.contract.device.Challenge;
import fleet.contract.device.ChallengeRequest;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.device.SessionRequest;
import fleet.contract.device.TargetState;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.SealingKey;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Optional;

/** A registered device that opens what is sealed to it. */
record SampleDevice(URI api, DeviceId device, KeyPair keys) {
  /** The device that has these keys, new or not. */
  static Registered register(URI api, Secret key, Optional<DeviceName> name, KeyPair keys)
      throws GeneralSecurityException {
    var publicKey = PublicKey.of(keys.getPublic());
    var proof = RealApi.sign(keys, RegisterRequest.proofMessage(key, publicKey));
    var request =
        new RegisterRequest(
            key, publicKey, name, "raspberrypi4-64", Platform.LINUX_ARM64, "0.1.0", proof);
    return http(api, Optional.empty()).post("/device/v1/register", request, Registered.class);
  }

  /** The value of its secret variable with that name. */
  String secret(String variable) throws GeneralSecurityException {
    var sealing = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    var target = http(api, Optional.of(signIn(sealing))).get("/device/v1/state", TargetState.class);
    var secret =
        target.variables().orElseThrow().inOrder().stream()
            .filter(given -> given.name().toString().equals(variable))
            .findFirst()
            .orElseThrow();
    var label = new SealedBox.Label(device, secret.name(), secret.version());
    return secret.box().orElseThrow().open(sealing, label).reveal();
  }

  private Secret signIn(KeyPair sealing) throws GeneralSecurityException {
    var challenge =
        http(api, Optional.empty())
            .post("/device/v1/challenge", new ChallengeRequest(device), Challenge.class);
    var key = SealingKey.of(sealing.getPublic());
    var sealed = new SessionRequest.Sealing(key, RealApi.sign(keys, key.claim(device)));
    var request =
        new SessionRequest(
            device,
            challenge.nonce(),
            RealApi.sign(keys, challenge.message()),
            Optional.of(sealed));
    return http(api, Optional.empty())
        .post("/device/v1/session", request, DeviceSession.class)
        .accessToken();
  }

  private static JsonHttp http(URI api, Optional<Secret> token) {
    return new JsonHttp(JsonHttp.defaultClient(), api, () -> token);
  }
}
