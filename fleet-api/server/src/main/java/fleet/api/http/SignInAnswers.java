package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.account.Accounts;
import fleet.contract.access.InvitationAnswer;
import fleet.contract.access.NewApiKey;
import fleet.contract.access.NewInvitation;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Page;
import java.util.UUID;

/** Sign-ins, API keys, lock-outs and invitations. */
record SignInAnswers(Accounts accounts) {
  Answer list(Person person, Call call) {
    var user = user(person, call);
    var token = Gate.bearer(call.header("Authorization")).orElseThrow(Problems::unauthenticated);
    return Answer.ok(Page.whole(accounts.signIns().list(user, token)));
  }

  Answer end(Person person, Call call) {
    accounts.signIns().end(person, user(person, call), id(call, "signIn"));
    return Answer.done();
  }

  /** Whoever asks, or about whom an owner asks. */
  static UserName user(Person person, Call call) {
    var user = call.query("user").map(UserName::parse).orElse(person.name());
    if (!user.equals(person.name())) {
      Access.require(Access.decide(person, AccessAction.MANAGE));
    }
    return user;
  }

  Answer apiKeys(Person person, Call call) {
    return Answer.ok(Page.whole(accounts.apiKeys().list(user(person, call))));
  }

  Answer makeApiKey(Person person, Call call) {
    return Answer.created(accounts.apiKeys().make(person, call.body(NewApiKey.class)));
  }

  Answer removeApiKey(Person person, Call call) {
    accounts.apiKeys().remove(person, user(person, call), id(call, "apiKey"));
    return Answer.done();
  }

  Answer lockOuts(Person person, Call call) {
    return Answer.ok(Page.whole(accounts.lockOuts().list()));
  }

  Answer unlock(Person person, Call call) {
    call.query("user")
        .map(UserName::parse)
        .ifPresentOrElse(
            user -> accounts.lockOuts().lift(person, user),
            () -> accounts.lockOuts().lift(person, address(call)));
    return Answer.done();
  }

  private static String address(Call call) {
    return call.query("address")
        .orElseThrow(() -> new IllegalArgumentException("name a user or an address"));
  }

  Answer invitations(Person person, Call call) {
    return Answer.ok(Page.whole(accounts.invitations().list()));
  }

  Answer invite(Person person, Call call) {
    return Answer.created(accounts.invitations().make(person, call.body(NewInvitation.class)));
  }

  Answer uninvite(Person person, Call call) {
    accounts.invitations().remove(person, id(call, "invitation"));
    return Answer.done();
  }

  Answer accept(Call call) {
    return Answer.created(
        accounts.invitations().accept(call.body(InvitationAnswer.class), call.origin()));
  }

  private static UUID id(Call call, String name) {
    return UUID.fromString(call.path(name));
  }
}
