package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.SshKeys;
import fleet.api.access.account.Accounts;
import fleet.contract.access.PasswordChange;
import fleet.contract.access.PasswordReset;
import fleet.contract.access.UserChange;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.SignIn;

/** Sign-ins, people and their SSH keys. */
record PeopleAnswers(Accounts accounts, SshKeys keys) {
  Answer login(Call call) {
    return Answer.ok(accounts.signIns().open(call.body(SignIn.class), call.origin()));
  }

  Answer logout(Person person, Call call) {
    Gate.bearer(call.header("Authorization"))
        .ifPresent(token -> accounts.signIns().close(person.name(), token));
    return Answer.done();
  }

  Answer me(Person person, Call call) {
    return Answer.ok(accounts.users().find(person.name()).orElseThrow(Problems::unauthenticated));
  }

  Answer users(Person person, Call call) {
    return Answer.ok(accounts.users().list(call.part()));
  }

  Answer addUser(Person person, Call call) {
    return Answer.created(accounts.users().create(person, call.body(NewUser.class)));
  }

  Answer changeUser(Person person, Call call) {
    return Answer.ok(accounts.changes().change(person, user(call), call.body(UserChange.class)));
  }

  Answer removeUser(Person person, Call call) {
    accounts.changes().remove(person, user(call));
    return Answer.done();
  }

  Answer eraseUser(Person person, Call call) {
    return Answer.ok(accounts.erasure().erase(person, user(call)));
  }

  Answer resetPassword(Person person, Call call) {
    accounts.changes().reset(person, user(call), call.body(PasswordReset.class).password());
    return Answer.done();
  }

  Answer changePassword(Person person, Call call) {
    var token = Gate.bearer(call.header("Authorization")).orElseThrow(Problems::unauthenticated);
    accounts.changes().changeOwn(person, call.body(PasswordChange.class), token);
    return Answer.done();
  }

  private static UserName user(Call call) {
    return call.path(PathParts.USER);
  }

  Answer keys(Person person, Call call) {
    return Answer.ok(keys.list(SignInAnswers.user(person, call), call.part()));
  }

  Answer addKey(Person person, Call call) {
    return Answer.created(keys.add(person, call.body(NewSshKey.class)));
  }

  Answer removeKey(Person person, Call call) {
    keys.remove(person, SignInAnswers.user(person, call), call.path(PathParts.FINGERPRINT));
    return Answer.done();
  }
}
