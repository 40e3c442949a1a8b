package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.OpenSshKey;
import fleet.api.access.SshKeys;
import fleet.api.access.TokenSigner;
import fleet.api.access.Verdict;
import fleet.api.access.account.Users;
import fleet.api.device.Devices;
import fleet.api.fleet.Fleets;
import fleet.api.policy.BranchPolicies;
import fleet.api.policy.HostPolicies;
import fleet.api.registry.RegistryTokens;
import fleet.api.release.Releases;
import fleet.api.remote.Sessions;
import fleet.api.type.DeviceTypes;
import fleet.contract.node.AccessAnswer;
import fleet.contract.node.AccessQuestion;
import fleet.contract.node.BuildTerms;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.Principal;
import fleet.contract.node.RegistryTokenRequest;
import fleet.contract.node.TokenKey;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.NewRelease;
import java.util.Optional;

/** What the other servers ask. */
record InternalAnswers(
    People people,
    Fleets fleets,
    Devices devices,
    Releases releases,
    RegistryTokens tokens,
    Sessions sessions,
    DeviceTypes types,
    HostPolicies policies,
    BranchPolicies branches) {
  private static final String NO_FLEET = "there is no such fleet";

  /** Who is who. */
  record People(Users users, SshKeys keys, TokenSigner signer) {}

  Answer lookup(Call call) {
    var key = OpenSshKey.parse(call.body(KeyLookup.class).publicKey());
    return Answer.ok(
        person(key)
            .or(() -> device(key))
            .orElseThrow(() ->
                new ProblemException(
                    ProblemCode.NOT_FOUND,
                    "nobody has this key",
                    "fleet key add makes a key known")));
  }

  Answer authorize(Call call) {
    var question = call.body(AccessQuestion.class);
    var answer =
        people
            .users()
            .person(question.user())
            .map(person ->
                answer(
                    Access.decide(person, question.action(), question.fleet()),
                    fleets.exists(question.fleet())))
            .orElseGet(() ->
                new AccessAnswer(false, false, "there is no user '%s'".formatted(question.user())));
    return Answer.ok(answer);
  }

  private static AccessAnswer answer(Verdict verdict, boolean fleetExists) {
    return switch (verdict) {
      case Verdict.Allowed _ ->
          new AccessAnswer(fleetExists, fleetExists, fleetExists ? "" : NO_FLEET);
      case Verdict.Refused(var reason) -> new AccessAnswer(false, fleetExists, reason);
      case Verdict.Hidden _ -> new AccessAnswer(false, false, NO_FLEET);
    };
  }

  Answer keepRelease(Call call) {
    var fleet = call.path(PathParts.FLEET);
    return Answer.created(releases.keep(fleet, call.body(NewRelease.class)));
  }

  Answer buildTerms(Call call) {
    var fleet = call.path(PathParts.FLEET);
    var ofBranches = Optional.of(branches.get(fleet));
    return Answer.ok(new BuildTerms(types.kinds(fleet), policies.get(fleet), ofBranches));
  }

  Answer newestRelease(Call call) {
    return Answer.ok(releases.newest(call.path(PathParts.FLEET)));
  }

  Answer newestFinal(Call call) {
    return Answer.ok(releases.newestFinal(call.path(PathParts.FLEET)));
  }

  Answer registryToken(Call call) {
    return Answer.ok(tokens.forServer(call.body(RegistryTokenRequest.class)));
  }

  Answer erasedSessions(Call call) {
    return Answer.ok(sessions.erased(call.part()));
  }

  Answer tokenKey(Call call) {
    return Answer.ok(new TokenKey(people.signer().publicKey()));
  }

  private Optional<Principal> person(OpenSshKey key) {
    return people.keys().holder(key).map(who -> new Principal.Person(who.name(), who.role()));
  }

  private Optional<Principal> device(OpenSshKey key) {
    return key.ed25519()
        .flatMap(devices::findByKey)
        .map(device -> new Principal.Device(device.id(), device.name(), device.fleet()));
  }
}
