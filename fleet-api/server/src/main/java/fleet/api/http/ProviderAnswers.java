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
import java.util.UUID;

/** Providers, sign-ins at them, and identities there. */
record ProviderAnswers(Outside outside, SignIns known) {
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
        new Return(call.query("state"), call.query("code"), call.query("error"), call.query("iss"));
    return new Answer.Elsewhere(outside.signIns().arrive(provider(call), brought));
  }

  Answer redeem(Call call) {
    var redemption = call.body(Redemption.class);
    var asks = Gate.bearer(call.header("Authorization")).flatMap(known::find);
    return Answer.created(outside.signIns().redeem(redemption, asks, call.origin()));
  }

  Answer identities(Person person, Call call) {
    return Answer.ok(Page.whole(outside.identities().list(SignInAnswers.user(person, call))));
  }

  Answer link(Person person, Call call) {
    var wanted = call.body(NewProviderSignIn.class);
    return Answer.created(outside.signIns().link(person, provider(call), wanted, call.origin()));
  }

  Answer unlink(Person person, Call call) {
    var id = UUID.fromString(call.path("identity"));
    outside.identities().unlink(person, SignInAnswers.user(person, call), id);
    return Answer.done();
  }

  private static ProviderName provider(Call call) {
    return ProviderName.parse(call.path("provider"));
  }
}
