package fleet.api;

import fleet.contract.Json;
import fleet.contract.device.Registered;
import fleet.contract.device.TargetState;
import fleet.contract.device.TrustState;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.NewPin;
import fleet.contract.operator.NewSignatures;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Proof;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import fleet.contract.trust.TrustChain;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A fleet whose releases people sign, with a release and a device. */
final class SignedFleet {
  private static final AtomicInteger COUNT = new AtomicInteger();

  final SigningKey alice = SigningKey.random();
  final SigningKey bob = SigningKey.random();
  final FleetName name;
  final TestDevice device;
  final Registered registered;
  final Release old;
  private final RunningApi api;

  SignedFleet(RunningApi api) {
    this.api = api;
    this.name = api.newFleet("signed-" + COUNT.incrementAndGet());
    this.device = new TestDevice(api);
    this.registered = device.register(api.newKey(name, 1).key(), "kitchen");
    this.old = released();
  }

  String route(String rest) {
    return "/api/v1/fleets/%s/%s".formatted(name, rest);
  }

  Caller.Reply post(String rest) {
    return api.asAdmin().call("POST", route(rest));
  }

  Release released() {
    return api.release(name, Samples.release(name, Platform.LINUX_AMD64));
  }

  Release draft() {
    var version = Optional.of("1.0." + COUNT.incrementAndGet());
    return api.release(name, Samples.release(name, version, true, Platform.LINUX_AMD64));
  }

  /** What the device itself is told. */
  Optional<ReleaseId> told() {
    return target().release().map(release -> release.id());
  }

  Proof proof() {
    return target().proof().orElseThrow();
  }

  TargetState target() {
    return device.signIn(registered.device()).get("/device/v1/state").as(TargetState.class);
  }

  PublicKey newest() {
    return api.anybody().get("/api/v1/trust").as(TrustChain.class).newest().key();
  }

  Envelope statement(Release release) {
    return api.asAdmin()
        .get(route("releases/%s/statement".formatted(release.version())))
        .as(Envelope.class);
  }

  NewSignatures signatures(Release release, SigningKey... by) {
    var statement = statement(release);
    return new NewSignatures(
        Stream.of(by)
            .map(key -> statement.with(key).signature(key.publicKey()).orElseThrow())
            .toList());
  }

  Caller.Reply sign(Release release, SigningKey... by) {
    return post(release, signatures(release, by));
  }

  Caller.Reply post(Release release, NewSignatures signatures) {
    return api.asAdmin()
        .post(route("releases/%s/signatures".formatted(release.version())), signatures);
  }

  /** Alice is {@code a}, Bob {@code b}, and others by their places. */
  Envelope signers(int generation, int required, SigningKey... members) {
    var named =
        IntStream.range(0, members.length)
            .mapToObj(place -> signer(members[place], place))
            .toList();
    return said(new Signers(name, generation, required, named, Instant.now()));
  }

  static Envelope said(Signers signers) {
    return Envelope.of(Signers.TYPE, Json.writeBytes(signers));
  }

  /** Says so as the first signer, where that is asked. */
  void require(int required, int generation, SigningKey... members) {
    propose(signers(generation, required, members).with(alice)).expect(200);
  }

  /** They sign the release that is there, and from generation 2 on so many of them are required. */
  void signedBy(int required, SigningKey... members) {
    require(0, 1, members);
    sign(old, members).expect(200);
    require(required, 2, members);
  }

  /** The device says which of the fleet's signers it believes. */
  void believes(long sequence, int generation) {
    var report = Samples.settled(sequence, old.id());
    var trust =
        new TrustState(
            Optional.of(new TrustState.KnownSigners(name, generation)), Optional.empty());
    device
        .signIn(registered.device())
        .post("/device/v1/report", Samples.with(report, trust))
        .expect(204);
  }

  Caller.Reply pin(Release release) {
    return api.asAdmin()
        .put(
            "/api/v1/devices/%s/pin".formatted(registered.device()),
            new NewPin(release.version(), "to see", Optional.empty()));
  }

  Caller.Reply move(FleetName to) {
    return api.asAdmin()
        .post("/api/v1/devices/%s/move".formatted(registered.device()), new DeviceMove(to));
  }

  Caller.Reply propose(Envelope proposal) {
    return api.asAdmin().post(route("signers"), proposal);
  }

  private Signer signer(SigningKey key, int place) {
    var known = Map.of(alice, "a", bob, "b");
    return new Signer(known.getOrDefault(key, "s" + place), key.publicKey());
  }
}
