package fleet.cli.simulate;

import fleet.contract.client.JsonHttp;
import fleet.contract.device.Challenge;
import fleet.contract.device.ChallengeRequest;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.device.SessionRequest;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Where devices register and sign in, so many at a time. Thread-safe. */
final class DeviceDoor {
  static final String VERSION = "simulated";
  private static final int AT_ONCE = 32;

  private final Semaphore room = new Semaphore(AT_ONCE);
  private final JsonHttp http;
  private final Platform platform;
  private final InstantSource clock;

  DeviceDoor(HttpClient client, URI server, Platform platform, InstantSource clock) {
    this.platform = platform;
    this.http = new JsonHttp(client, server, Optional::empty);
    this.clock = clock;
  }

  /** Makes a device with a key pair of its own. */
  Member register(Secret provisioningKey, DeviceName name) throws InterruptedException {
    var keys = Identity.Keys.fresh();
    var proof = keys.sign(RegisterRequest.proofMessage(provisioningKey, keys.publicKey()));
    var request =
        new RegisterRequest(
            provisioningKey,
            keys.publicKey(),
            Optional.of(name),
            "generic-" + platform.toString().replaceFirst(".*?/", "").replace('/', '-'),
            platform,
            VERSION,
            proof);
    room.acquire();
    try {
      var registered = http.post("/device/v1/register", request, Registered.class);
      return Member.of(keys.of(registered.device()));
    } finally {
      room.release();
    }
  }

  /** Signs in, where the token that there is will not do. */
  Member signedIn(Member member) throws InterruptedException {
    if (member.usable(clock.instant()).isPresent()) {
      return member;
    }
    room.acquire();
    try {
      var device = member.identity().device();
      var question = new ChallengeRequest(device);
      var challenge = http.post("/device/v1/challenge", question, Challenge.class);
      var signature = member.identity().sign(challenge.message());
      var sealing = Optional.of(member.identity().sealed());
      var answer = new SessionRequest(device, challenge.nonce(), signature, sealing);
      var session = http.post("/device/v1/session", answer, DeviceSession.class);
      return member.with(session.accessToken(), clock.instant().plus(session.validFor()));
    } finally {
      room.release();
    }
  }
}
