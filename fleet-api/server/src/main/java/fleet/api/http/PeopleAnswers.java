package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.SignIns;
import fleet.api.access.SshKeys;
import fleet.api.access.Users;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.Page;
import fleet.contract.operator.SignIn;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;

/** Sign-ins, people and their SSH keys. */
record PeopleAnswers(SignIns signIns, Users users, SshKeys keys) {
  Answer login(Call call) {
    return Answer.ok(signIns.open(call.body(SignIn.class)));
  }

  Answer logout(Person person, Call call) {
    Gate.bearer(call.header("Authorization")).ifPresent(signIns::close);
    return Answer.done();
  }

  Answer me(Person person, Call call) {
    return Answer.ok(users.find(person.name()).orElseThrow(Problems::unauthenticated));
  }

  Answer users(Person person, Call call) {
    return Answer.ok(Page.whole(users.list()));
  }

  Answer addUser(Person person, Call call) {
    return Answer.created(users.create(person, call.body(NewUser.class)));
  }

  Answer keys(Person person, Call call) {
    return Answer.ok(Page.whole(keys.list(person)));
  }

  Answer addKey(Person person, Call call) {
    return Answer.created(keys.add(person, call.body(NewSshKey.class)));
  }

  Answer removeKey(Person person, Call call) {
    if (!keys.remove(person, call.path("fingerprint"))) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND, "you have no such key", "fleet key list shows yours");
    }
    return Answer.done();
  }
}
