package fleet.api.access.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.api.access.account.Outsider;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemException;
import fleet.contract.provider.GroupRole;
import fleet.contract.provider.ProviderTerms;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private static final FleetName PARIS = FleetName.parse("paris");

  @ParameterizedTest
  @CsvSource({
    "ada, ada",
    "Ada.Lovelace@example.com, ada.lovelace",
    "Ada  Lovelace, ada-lovelace",
    "-ada-, ada",
    "a__b..c, a-b-c",
    "EXAMPLE\\ada, example-ada",
    "Zoë, zo"
  })
  void a_name_is_made_of_what_the_claim_says(String claim, String name) {
    assertThat(decide(terms(), Map.of("preferred_username", claim)).name())
        .contains(UserName.parse(name));
  }

  @ParameterizedTest
  @CsvSource({"'@example.com'", "'日本'", "' '"})
  void where_nothing_of_a_name_is_left_there_is_none(String claim) {
    assertThat(decide(terms(), Map.of("preferred_username", claim)).name()).isEmpty();
  }

  @Test
  void a_long_name_is_cut() {
    var name = decide(terms(), Map.of("preferred_username", "a".repeat(62) + "-b")).name();
    assertThat(name).contains(UserName.parse("a".repeat(62)));
  }

  @Test
  void only_verified_addresses_of_the_domains_come_in() {
    var only = terms(Set.of("Example.com"), Set.of(), List.of(), Optional.empty());
    assertThat(decide(only, Map.of("email", "ada@EXAMPLE.com", "email_verified", true)).email())
        .isEqualTo("ada@EXAMPLE.com");
    decide(only, Map.of("email", "ada@example.com", "email_verified", "true"));
    refused(only, Map.of("email", "ada@example.com"), "verified");
    refused(only, Map.of("email", "ada@example.com", "email_verified", false), "verified");
    refused(only, Map.of("email_verified", true), "verified");
    refused(only, Map.of("email", "a@sub.example.com", "email_verified", true), "may not");
    refused(only, Map.of("email", "a@example.com@evil.org", "email_verified", true), "may not");
  }

  @Test
  void whoever_is_in_a_required_group_comes_in() {
    var only = terms(Set.of(), Set.of("dev", "ops"), List.of(), Optional.empty());
    decide(only, Map.of("groups", List.of("x", "ops")));
    decide(only, Map.of("groups", "dev"));
    refused(only, Map.of("groups", List.of("x")), "in a group");
    refused(only, Map.of("groups", 7), "in a group");
    refused(only, Map.of(), "in a group");
  }

  @Test
  void groups_give_the_greatest_of_their_roles() {
    var roles =
        List.of(
            new GroupRole("staff", Role.VIEWER, Optional.empty()),
            new GroupRole("admins", Role.OWNER, Optional.empty()),
            new GroupRole("ovens", Role.OPERATOR, Optional.of(BERLIN)),
            new GroupRole("bakers", Role.DEVELOPER, Optional.of(BERLIN)),
            new GroupRole("bakers", Role.VIEWER, Optional.of(PARIS)));
    var terms = terms(Set.of(), Set.of(), roles, Optional.empty());
    var both = decide(terms, Map.of("groups", List.of("staff", "bakers", "ovens")));
    assertThat(both.role()).contains(Role.VIEWER);
    assertThat(both.fleets())
        .containsExactlyInAnyOrderEntriesOf(Map.of(BERLIN, Role.DEVELOPER, PARIS, Role.VIEWER));
    var none = decide(terms, Map.of());
    assertThat(none.role()).contains(Role.NONE);
    assertThat(none.fleets())
        .containsExactlyInAnyOrderEntriesOf(Map.of(BERLIN, Role.NONE, PARIS, Role.NONE));
    assertThat(decide(terms, Map.of("groups", List.of("admins", "staff"))).role())
        .contains(Role.OWNER);
  }

  @Test
  void groups_that_decide_nothing_leave_roles_alone() {
    var roles = List.of(new GroupRole("ovens", Role.OPERATOR, Optional.of(BERLIN)));
    var terms = terms(Set.of(), Set.of(), roles, Optional.of(Role.VIEWER));
    assertThat(decide(terms, Map.of()).role()).isEmpty();
    assertThat(decide(terms(), Map.of("groups", List.of("admins"))).fleets()).isEmpty();
  }

  @Test
  void nobody_falls_below_what_newcomers_are() {
    var roles = List.of(new GroupRole("admins", Role.OWNER, Optional.empty()));
    var terms = terms(Set.of(), Set.of(), roles, Optional.of(Role.VIEWER));
    assertThat(decide(terms, Map.of()).role()).contains(Role.VIEWER);
  }

  private static Outsider decide(ProviderTerms terms, Map<String, Object> claims) {
    return Admission.decide(ProviderName.parse("corp"), terms, new Claims("subject-1", claims));
  }

  private static void refused(ProviderTerms terms, Map<String, Object> claims, String sentence) {
    assertThatThrownBy(() -> decide(terms, claims))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("Corp: ")
        .hasMessageContaining(sentence);
  }

  private static ProviderTerms terms() {
    return terms(Set.of(), Set.of(), List.of(), Optional.empty());
  }

  private static ProviderTerms terms(
      Set<String> domains, Set<String> groups, List<GroupRole> roles, Optional<Role> newcomers) {
    return new ProviderTerms(
        "Corp",
        URI.create("https://login.example.com"),
        "fleet",
        URI.create("https://fleet.example.com"),
        Set.of("profile"),
        "preferred_username",
        domains,
        "groups",
        groups,
        roles,
        newcomers,
        Duration.ofHours(12));
  }
}
