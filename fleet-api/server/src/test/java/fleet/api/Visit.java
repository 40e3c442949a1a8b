package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.openid.TestProvider;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignedIn;
import fleet.contract.provider.Finish;
import fleet.contract.provider.GroupRole;
import fleet.contract.provider.NewProvider;
import fleet.contract.provider.NewProviderSignIn;
import fleet.contract.provider.ProviderSignIn;
import fleet.contract.provider.ProviderTerms;
import fleet.contract.provider.Redemption;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A person who signs in at a provider: the program that begins, and the browser between both. */
record Visit(RunningApi api, String provider, Secret verifier) {
  static Visit to(RunningApi api, String provider) {
    return new Visit(api, provider, Secret.random(""));
  }

  /** A provider of these terms, whose newcomers are welcome as that, if at all. */
  static NewProvider terms(
      RunningApi api, TestProvider provider, Optional<Secret> secret, Optional<Role> newcomers) {
    return terms(api, provider, secret, newcomers, List.of());
  }

  static NewProvider terms(
      RunningApi api,
      TestProvider provider,
      Optional<Secret> secret,
      Optional<Role> newcomers,
      List<GroupRole> roles) {
    return new NewProvider(
        new ProviderTerms(
            "Corp",
            provider.issuer(),
            TestProvider.CLIENT,
            api.address(),
            Set.of("profile", "email"),
            "preferred_username",
            Set.of(),
            "groups",
            Set.of(),
            roles,
            newcomers,
            Duration.ofHours(12)),
        secret);
  }

  /** All of it, as somebody who is known or welcome. */
  Caller.Reply signIn() {
    return redeem(ticket(begin()));
  }

  Caller signedIn() {
    return api.as(signIn().expect(201).as(SignedIn.class).token());
  }

  URI begin() {
    return begin(Optional.empty(), Optional.empty());
  }

  URI begin(Optional<Secret> invitation, Optional<UserName> user) {
    return begin(
        new NewProviderSignIn(challenge(), Finish.PAGE, Optional.empty(), invitation, user));
  }

  URI begin(NewProviderSignIn wanted) {
    return begin(api.anybody(), "/api/v1/providers/%s/sign-ins".formatted(provider), wanted);
  }

  /** As somebody who wants to be known by it. */
  URI beginLink(Caller person) {
    var wanted =
        new NewProviderSignIn(
            challenge(), Finish.PAGE, Optional.empty(), Optional.empty(), Optional.empty());
    return begin(person, "/api/v1/providers/%s/identities".formatted(provider), wanted);
  }

  private static URI begin(Caller caller, String route, NewProviderSignIn wanted) {
    return caller.post(route, wanted).expect(201).as(ProviderSignIn.class).address();
  }

  /** What the browser is given when the person agreed there. */
  static URI agree(URI address) {
    try {
      var request = HttpRequest.newBuilder(address).build();
      var answer = JsonHttp.defaultClient().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
      return URI.create(answer.headers().firstValue("Location").orElseThrow());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where the server sends the browser. */
  URI arrive(URI back) {
    return arrive(api.anybody(), back);
  }

  static URI arrive(Caller node, URI back) {
    var reply = node.get(back.getRawPath() + "?" + back.getRawQuery()).expect(303);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    return URI.create(reply.header("Location"));
  }

  /** What the browser brings back from a visit that began there. */
  Secret ticket(URI address) {
    return ticketOf(arrive(agree(address)));
  }

  static Secret ticketOf(URI home) {
    var text = home.toString();
    return Secret.of(text.substring(text.lastIndexOf('/') + 1));
  }

  Caller.Reply redeem(Secret ticket) {
    return redeem(api.anybody(), ticket);
  }

  Caller.Reply redeem(Caller caller, Secret ticket) {
    return caller.post("/api/v1/provider-sign-ins/redeem", new Redemption(ticket, verifier));
  }

  /** All of it, as somebody who wants to be known by it. */
  Caller.Reply link(Caller person) {
    return redeem(person, ticket(beginLink(person)));
  }

  String challenge() {
    return NewProviderSignIn.challengeOf(verifier);
  }
}
