package fleet.api.device;

import fleet.api.access.TokenSigner;
import fleet.contract.device.Challenge;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.SessionRequest;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.Secret;
import fleet.contract.identity.TokenClaims;
import fleet.contract.node.MasterKey;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.SealingKey;
import fleet.contract.variable.VariableName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Signs devices in, and knows them by their tokens without asking the database. Thread-safe. */
public final class DeviceSessions {
  private static final Duration VALID = Duration.ofHours(1);
  private static final int MAX_REMEMBERED = 20_000;

  private static final VariableName TRIED = VariableName.parse("TRIED");

  private record Known(DeviceId device, Instant until) {}

  private final Challenges challenges;
  private final Devices devices;
  private final TokenSigner signer;
  private final InstantSource clock;
  private final Map<String, Known> verified = new ConcurrentHashMap<>();

  public DeviceSessions(
      MasterKey masterKey, Devices devices, TokenSigner signer, InstantSource clock) {
    this.challenges = new Challenges(masterKey.derive("fleet device challenge", "HmacSHA256"));
    this.devices = devices;
    this.signer = signer;
    this.clock = clock;
  }

  /** A nonce to sign; whoever asks for another's cannot sign it. */
  public Challenge challenge(DeviceId device) {
    return challenges.make(device, clock.instant());
  }

  /**
   * Opens the device API for a while.
   *
   * @throws ProblemException when the device is not registered, or the signature is not its own;
   *     one that proves to be a device that was removed is told so
   */
  public DeviceSession open(SessionRequest request) {
    var now = clock.instant();
    if (!challenges.isGood(request.device(), request.nonce(), now)) {
      throw refused("the challenge is over, or was made for another device");
    }
    var device = devices.find(request.device()).orElseThrow(() -> unknown(request));
    if (!isSignedBy(device.publicKey(), request)) {
      throw refused("the signature is not this device's");
    }
    request
        .sealing()
        .filter(sealing -> !device.sealing().equals(Optional.of(sealing.key())))
        .ifPresent(sealing -> devices.sealTo(device, proven(device, sealing)));
    return new DeviceSession(signer.deviceToken(device.id().toString(), now, VALID), VALID, now);
  }

  /** Which device holds the token; it may have been removed meanwhile. */
  public Optional<DeviceId> verify(String token) {
    var now = clock.instant();
    var known = verified.get(token);
    if (known != null && now.isBefore(known.until())) {
      return Optional.of(known.device());
    }
    var claims = signer.verify(token, TokenClaims.DEVICE_API, now);
    claims.ifPresent(good -> remember(token, good));
    return claims.map(good -> DeviceId.parse(good.subject()));
  }

  private static boolean isSignedBy(PublicKey key, SessionRequest request) {
    var message = new Challenge(request.nonce()).message();
    return key.verifies(message, Signatures.decode(request.signature()));
  }

  /** Nobody else learns that there was such a device. */
  private ProblemException unknown(SessionRequest request) {
    return devices
        .grave(request.device())
        .filter(grave -> isSignedBy(grave.publicKey(), request))
        .map(grave ->
            new ProblemException(
                ProblemCode.GONE,
                "this device was removed at " + grave.removedAt(),
                "with a new key it is a new device: remove the key from its state folder"))
        .orElseGet(() -> refused("this device is not registered here"));
  }

  /** The key, when it is the device's word, and one that can be sealed to. */
  private static SealingKey proven(Device device, SessionRequest.Sealing sealing) {
    var claim = sealing.key().claim(device.id());
    if (!device.publicKey().verifies(claim, Signatures.decode(sealing.proof()))) {
      throw refused("the proof of the sealing key is not this device's");
    }
    var _ =
        SealedBox.seal(sealing.key(), new SealedBox.Label(device.id(), TRIED, 0), Secret.of(""));
    return sealing.key();
  }

  private void remember(String token, TokenClaims claims) {
    if (verified.size() >= MAX_REMEMBERED) {
      verified.clear();
    }
    verified.put(
        token,
        new Known(DeviceId.parse(claims.subject()), Instant.ofEpochSecond(claims.expiresAt())));
  }

  private static ProblemException refused(String sentence) {
    return new ProblemException(ProblemCode.UNAUTHENTICATED, sentence, "");
  }
}
