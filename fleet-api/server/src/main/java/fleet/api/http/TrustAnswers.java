package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.release.Releases;
import fleet.api.trust.FleetSigners;
import fleet.api.trust.Statements;
import fleet.contract.trust.Envelope;

/** What is signed, and by which keys. */
record TrustAnswers(Statements statements, FleetSigners signers, Releases releases) {
  Answer chain(Call call) {
    return Answer.ok(statements.chain());
  }

  Answer rotate(Person person, Call call) {
    return Answer.ok(statements.rotate(person.name()));
  }

  Answer signers(Person person, Call call) {
    return Answer.ok(signers.of(call.path(PathParts.FLEET)));
  }

  Answer changeSigners(Person person, Call call) {
    var fleet = call.path(PathParts.FLEET);
    return Answer.ok(signers.change(person.name(), fleet, call.body(Envelope.class)));
  }

  Answer statement(Person person, Call call) {
    var release = releases.get(call.path(PathParts.FLEET), call.path(PathParts.RELEASE));
    return Answer.ok(statements.ofRelease(release));
  }
}
