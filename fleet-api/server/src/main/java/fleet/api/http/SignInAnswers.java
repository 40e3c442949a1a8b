package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.access.account.Accounts;
import fleet.contract.access.InvitationAnswer;
import fleet.contract.access.NewApiKey;
import fleet.contract.access.NewInvitation;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;

/** Sign-ins, API keys, lock-outs and invitations. */
record SignInAnswers(Accounts accounts) {
  /** Whoever is asked about. */
  static final Parameter<UserName> USER =
      Parameter.optional(
          "user",
          Kind.of(UserName.class, UserName::parse),
          "Whose; an owner may name somebody else.");

  static final Parameter<UserName> LOCKED_USER =
      Parameter.optional(
          "user", Kind.of(UserName.class, UserName::parse), "The name that was given.");
  static final Parameter<String> LOCKED_ADDRESS =
      Parameter.optional("address", Kind.text(100), "Else the address that tried.");

  Answer list(Person person, Call call) {
    var user = user(person, call);
    var token = Gate.bearer(call.header("Authorization")).orElseThrow(Problems::unauthenticated);
    return Answer.ok(accounts.signIns().list(user, token, call.part()));
  }

  Answer end(Person person, Call call) {
    accounts.signIns().end(person, user(person, call), call.path(PathParts.SIGN_IN));
    return Answer.done();
  }

  /** Whoever asks, or about whom an owner asks. */
  static UserName user(Person person, Call call) {
    var user = call.query(USER).orElse(person.name());
    if (!user.equals(person.name())) {
      Access.require(Access.decide(person, AccessAction.MANAGE));
    }
    return user;
  }

  Answer apiKeys(Person person, Call call) {
    return Answer.ok(accounts.apiKeys().list(user(person, call), call.part()));
  }

  Answer makeApiKey(Person person, Call call) {
    return Answer.created(accounts.apiKeys().make(person, call.body(NewApiKey.class)));
  }

  Answer removeApiKey(Person person, Call call) {
    accounts.apiKeys().remove(person, user(person, call), call.path(PathParts.API_KEY));
    return Answer.done();
  }

  Answer lockOuts(Person person, Call call) {
    return Answer.ok(accounts.lockOuts().list(call.part()));
  }

  Answer unlock(Person person, Call call) {
    call.query(LOCKED_USER)
        .ifPresentOrElse(
            user -> accounts.lockOuts().lift(person, user),
            () -> accounts.lockOuts().lift(person, address(call)));
    return Answer.done();
  }

  private static String address(Call call) {
    return call.query(LOCKED_ADDRESS)
        .orElseThrow(() -> new IllegalArgumentException("name a user or an address"));
  }

  Answer invitations(Person person, Call call) {
    return Answer.ok(accounts.invitations().list(call.part()));
  }

  Answer invite(Person person, Call call) {
    return Answer.created(accounts.invitations().make(person, call.body(NewInvitation.class)));
  }

  Answer uninvite(Person person, Call call) {
    accounts.invitations().remove(person, call.path(PathParts.INVITATION));
    return Answer.done();
  }

  Answer accept(Call call) {
    return Answer.created(
        accounts.invitations().accept(call.body(InvitationAnswer.class), call.origin()));
  }
}
