package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.release.Releases;
import fleet.api.trust.Statements;
import fleet.contract.identity.FleetName;

/** What is signed, and by which keys. */
record TrustAnswers(Statements statements, Releases releases) {
  Answer chain(Call call) {
    return Answer.ok(statements.chain());
  }

  Answer rotate(Person person, Call call) {
    return Answer.ok(statements.rotate(person.name()));
  }

  Answer statement(Person person, Call call) {
    var release = releases.get(FleetName.parse(call.path("fleet")), call.path("release"));
    return Answer.ok(statements.ofRelease(release));
  }
}
