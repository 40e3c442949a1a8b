package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.api.access.provider.Providers;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.ProblemCode;
import fleet.contract.provider.IdentityView;
import fleet.contract.provider.NewProvider;
import fleet.contract.provider.NewProviderSignIn;
import fleet.contract.provider.ProviderSignIn;
import fleet.contract.provider.ProviderSummary;
import fleet.contract.provider.ProviderView;
import fleet.contract.provider.Redemption;
import java.util.List;
import java.util.stream.Stream;

/** Signing in at a provider, and who somebody is there. */
record ProviderEndpoints(Desk desk) {
  private static final String API = "/api/v1";
  private static final String PROVIDERS = API + "/providers";
  private static final String PROVIDER = PROVIDERS + "/{provider}";

  List<Endpoint> all() {
    return Stream.of(providers(), signIns(), identities()).flatMap(List::stream).toList();
  }

  private List<Endpoint> providers() {
    return List.of(
        Endpoint.get(PROVIDERS, "The providers at which people sign in.")
            .givesAll(ProviderSummary.class, Providers.MOST)
            .answer(desk.providers()::list),
        Endpoint.get(PROVIDER, "A provider and its terms.")
            .by(MANAGE, Subject.INSTALLATION)
            .gives(ProviderView.class)
            .person(desk.providers()::get),
        Endpoint.put(PROVIDER, "Adds a provider, or replaces it.")
            .by(MANAGE, Subject.INSTALLATION)
            .takes(NewProvider.class)
            .gives(ProviderView.class)
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .person(desk.providers()::put),
        Endpoint.delete(PROVIDER, "Removes a provider.")
            .by(MANAGE, Subject.INSTALLATION)
            .person(desk.providers()::remove));
  }

  private List<Endpoint> signIns() {
    return List.of(
        Endpoint.post(PROVIDER + "/sign-ins", "Begins to sign in at a provider.")
            .takes(NewProviderSignIn.class)
            .makes(ProviderSignIn.class)
            .refuses(ProblemCode.TOO_MANY_REQUESTS, ProblemCode.UPSTREAM_FAILED)
            .answer(desk.providers()::begin),
        Endpoint.get(PROVIDER + "/callback", "Where a provider sends browsers back to.")
            .query(ProviderAnswers.STATE, ProviderAnswers.CODE, ProviderAnswers.ERROR)
            .query(ProviderAnswers.ISSUER)
            .query(unread("error_description"), unread("error_uri"))
            .query(unread("session_state"), unread("scope"))
            .gives(new Gives.Elsewhere())
            .answer(desk.providers()::arrive),
        Endpoint.post(API + "/provider-sign-ins/redeem", "Lets in whoever signed in at a provider.")
            .takes(Redemption.class)
            .makes(SignedIn.class)
            .refuses(
                ProblemCode.UNAUTHENTICATED,
                ProblemCode.FORBIDDEN,
                ProblemCode.GONE,
                ProblemCode.UPSTREAM_FAILED)
            .answer(desk.providers()::redeem));
  }

  private static Parameter<String> unread(String name) {
    return ProviderAnswers.brought(name, "Not read.");
  }

  private List<Endpoint> identities() {
    return List.of(
        Endpoint.get(API + "/identities", "Who whoever asks is at providers.")
            .by(VIEW, Subject.OWN)
            .query(SignInAnswers.USER)
            .givesPage(IdentityView.class)
            .person(desk.providers()::identities),
        Endpoint.post(PROVIDER + "/identities", "Begins to link a provider to whoever asks.")
            .by(MANAGE, Subject.OWN)
            .takes(NewProviderSignIn.class)
            .makes(ProviderSignIn.class)
            .refuses(ProblemCode.TOO_MANY_REQUESTS, ProblemCode.UPSTREAM_FAILED)
            .person(desk.providers()::link),
        Endpoint.delete(API + "/identities/{identity}", "Unlinks a provider.")
            .by(MANAGE, Subject.OWN)
            .query(SignInAnswers.USER)
            .person(desk.providers()::unlink));
  }
}
