package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.api.openid.TestProvider;
import fleet.contract.operator.Role;
import java.util.Map;
import java.util.Optional;

/** Every route of signing in at a provider, each answered with success. */
record ProviderTour(RunningApi api, Caller admin) {
  void walk() {
    try (var corp = new TestProvider(Optional.empty())) {
      corp.person(Map.of("sub", "1", "preferred_username", "olga"));
      var terms = Visit.terms(api, corp, Optional.empty(), Optional.of(Role.VIEWER));
      admin.put("/api/v1/providers/corp", terms).expect(200);
      admin.get("/api/v1/providers/corp").expect(200);
      api.anybody().get("/api/v1/providers").expect(200);
      identities(Visit.to(api, "corp").signedIn());
      admin.delete("/api/v1/providers/corp").expect(204);
    }
  }

  private void identities(Caller olga) {
    var list = olga.get("/api/v1/identities").expect(200).as(JsonNode.class);
    var id = list.path("items").path(0).path("id").asText();
    olga.delete("/api/v1/identities/" + id).expect(204);
    var visit = Visit.to(api, "corp");
    assertThat(visit.link(olga).status()).isEqualTo(201);
  }
}
