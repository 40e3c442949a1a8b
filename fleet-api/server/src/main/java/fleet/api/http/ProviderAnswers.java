package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.account.SignIns;
import fleet.api.access.provider.Outside;
import fleet.api.access.provider.ProviderSignIns.Return;
import fleet.contract.identity.ProviderName;
import fleet.contract.operator.Page;
import fleet.contract.provider.NewProvider;
import fleet.contract.provider.NewProviderSignIn;
import fleet.contract.provider.Redemption;

/** Providers, sign-ins at them, and identities there. */
record ProviderAnswers(Outside outside, SignIns known) {
  private static final int LONGEST = 10_000;

  static final Parameter<String> STATE = brought("state", "Which sign-in.");
  static final Parameter<String> CODE = brought("code", "For the server to show the provider.");
  static final Parameter<String> ERROR = brought("error", "Else why it let nobody in.");
  static final Parameter<String> ISSUER = brought("iss", "Who the provider says it is (RFC 9207).");

  /** One that a provider sends a browser back with. */
  static Parameter<String> brought(String name, String meaning) {
    return Parameter.optional(name, Kind.text(LONGEST), meaning);
  }

  Answer list(Call call) {
    return Answer.ok(Page.whole(outside.providers().list()));
  }

  Answer get(Person person, Call call) {
    return Answer.ok(outside.providers().get(provider(call)));
  }

  Answer put(Person person, Call call) {
    var wanted = call.body(NewProvider.class);
    return Answer.ok(outside.providers().put(person, provider(call), wanted));
  }

  Answer remove(Person person, Call call) {
    outside.providers().remove(person, provider(call));
    return Answer.done();
  }

  Answer begin(Call call) {
    var wanted = call.body(NewProviderSignIn.class);
    return Answer.created(outside.signIns().begin(provider(call), wanted, call.origin()));
  }

  Answer arrive(Call call) {
    var brought =
        new Return(call.query(STATE), call.query(CODE), call.query(ERROR), call.query(ISSUER));
    return new Answer.Elsewhere(outside.signIns().arrive(provider(call), brought));
  }

  Answer redeem(Call call) {
    var redemption = call.body(Redemption.class);
    var asks = Gate.bearer(call.header("Authorization")).flatMap(known::find);
    return Answer.created(outside.signIns().redeem(redemption, asks, call.origin()));
  }

  Answer identities(Person person, Call call) {
    return Answer.ok(outside.identities().list(SignInAnswers.user(person, call), call.part()));
  }

  Answer link(Person person, Call call) {
    var wanted = call.body(NewProviderSignIn.class);
    return Answer.created(outside.signIns().link(person, provider(call), wanted, call.origin()));
  }

  Answer unlink(Person person, Call call) {
    var id = call.path(PathParts.IDENTITY);
    outside.identities().unlink(person, SignInAnswers.user(person, call), id);
    return Answer.done();
  }

  private static ProviderName provider(Call call) {
    return call.path(PathParts.PROVIDER);
  }
}
