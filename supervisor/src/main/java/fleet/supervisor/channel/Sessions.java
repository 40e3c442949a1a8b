package fleet.supervisor.channel;

import fleet.contract.device.Challenge;
import fleet.contract.device.ChallengeRequest;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.SessionRequest;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.supervisor.http.JsonApi;
import fleet.supervisor.state.Identity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The device's access token: one is used for as long as it is valid, over any number of
 * connections. Thread-safe.
 */
public final class Sessions {
  /** A token, and when a new one is fetched rather than to use it. */
  private record Held(Secret token, Instant renewAt) {}

  private final JsonApi api;
  private final DeviceId device;
  private final Identity identity;
  private final InstantSource clock;
  private final ServerClock serverClock;
  private Optional<Held> held = Optional.empty();

  /**
   * @param api without a token
   */
  public Sessions(
      JsonApi api,
      DeviceId device,
      Identity identity,
      InstantSource clock,
      ServerClock serverClock) {
    this.api = api;
    this.device = device;
    this.identity = identity;
    this.clock = clock;
    this.serverClock = serverClock;
  }

  /** A valid token; signs in where there is none. */
  public synchronized Secret token() {
    var now = clock.instant();
    if (held.filter(session -> now.isBefore(session.renewAt())).isEmpty()) {
      held = Optional.of(signIn(now));
    }
    return held.orElseThrow().token();
  }

  /** The token was refused: the next one will be new. */
  public synchronized void forget() {
    held = Optional.empty();
  }

  private SessionRequest.Sealing sealing() {
    var key = identity.sealingKey();
    return new SessionRequest.Sealing(key, identity.sign(key.claim(device)));
  }

  private Held signIn(Instant now) {
    var challenge = api.post("/device/v1/challenge", new ChallengeRequest(device), Challenge.class);
    var signature = identity.sign(challenge.message());
    var session =
        api.post(
            "/device/v1/session",
            new SessionRequest(device, challenge.nonce(), signature, Optional.of(sealing())),
            DeviceSession.class);
    serverClock.set(session.serverTime());
    return new Held(
        session.accessToken(), now.plus(session.validFor().multipliedBy(4).dividedBy(5)));
  }
}
