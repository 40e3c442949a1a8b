package fleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private static final FleetName PARIS = FleetName.parse("paris");
  private static final UserName ANN = UserName.parse("ann");

  @ParameterizedTest
  @CsvSource({
    "VIEWER, VIEW, true",
    "VIEWER, OPEN_SESSION, false",
    "VIEWER, OPERATE, false",
    "VIEWER, PUSH, false",
    "VIEWER, MANAGE, false",
    "OPERATOR, VIEW, true",
    "OPERATOR, OPEN_SESSION, true",
    "OPERATOR, OPERATE, true",
    "OPERATOR, PUSH, false",
    "OPERATOR, MANAGE, false",
    "DEVELOPER, OPEN_SESSION, true",
    "DEVELOPER, OPERATE, true",
    "DEVELOPER, PUSH, true",
    "DEVELOPER, MANAGE, false",
    "OWNER, VIEW, true",
    "OWNER, OPEN_SESSION, true",
    "OWNER, OPERATE, true",
    "OWNER, PUSH, true",
    "OWNER, MANAGE, true"
  })
  void a_role_may_what_it_covers_in_the_installation_and_in_its_fleet(
      Role role, AccessAction action, boolean allowed) {
    assertThat(allows(Access.decide(Person.of(ANN, role), action, BERLIN))).isEqualTo(allowed);
    assertThat(allows(Access.decide(Person.of(ANN, role), action))).isEqualTo(allowed);
    assertThat(allows(Access.decide(inBerlin(role), action, BERLIN))).isEqualTo(allowed);
  }

  @Test
  void a_role_in_one_fleet_hides_the_others_and_gives_nothing_in_the_installation() {
    assertThat(Access.decide(inBerlin(Role.OWNER), AccessAction.VIEW, PARIS))
        .isEqualTo(new Verdict.Hidden("ann has no role in paris, nor one in the installation"));
    assertThat(Access.decide(inBerlin(Role.OWNER), AccessAction.PUSH))
        .isEqualTo(
            new Verdict.Refused(
                "ann is nobody here, and pushing releases and adding devices takes a developer"));
  }

  @Test
  void the_greater_of_two_roles_counts_and_is_named() {
    var person = new Person(ANN, Role.OPERATOR, Map.of(BERLIN, Role.DEVELOPER), KeyLimits.NONE);
    assertThat(Access.decide(person, AccessAction.PUSH, BERLIN))
        .isEqualTo(new Verdict.Allowed("ann is a developer of berlin"));
    assertThat(Access.decide(person, AccessAction.PUSH, PARIS))
        .isEqualTo(
            new Verdict.Refused(
                "ann is an operator, and pushing releases and adding devices takes a developer"));
    var lesser = new Person(ANN, Role.OPERATOR, Map.of(BERLIN, Role.VIEWER), KeyLimits.NONE);
    assertThat(Access.decide(lesser, AccessAction.OPERATE, BERLIN))
        .isEqualTo(new Verdict.Allowed("ann is an operator"));
  }

  @Test
  void a_key_does_only_its_actions_and_sees_only_its_fleets() {
    var owner = Person.of(ANN, Role.OWNER);
    var pushes = owner.with(new KeyLimits(Set.of(AccessAction.PUSH), Optional.empty()));
    assertThat(allows(Access.decide(pushes, AccessAction.PUSH, BERLIN))).isTrue();
    assertThat(Access.decide(pushes, AccessAction.VIEW, BERLIN))
        .isEqualTo(new Verdict.Refused("this API key is not made for looking"));
    assertThat(allows(Access.decideOwn(pushes, AccessAction.MANAGE))).isFalse();
    var inBerlin = owner.with(new KeyLimits(KeyLimits.NONE.actions(), Optional.of(Set.of(BERLIN))));
    assertThat(allows(Access.decide(inBerlin, AccessAction.MANAGE, BERLIN))).isTrue();
    assertThat(Access.decide(inBerlin, AccessAction.VIEW, PARIS))
        .isInstanceOf(Verdict.Hidden.class);
    assertThat(Access.decide(inBerlin, AccessAction.MANAGE))
        .isEqualTo(new Verdict.Refused("this API key is for single fleets"));
  }

  @Test
  void a_key_for_single_fleets_does_not_change_the_account() {
    var inBerlin =
        Person.of(ANN, Role.OWNER)
            .with(new KeyLimits(KeyLimits.NONE.actions(), Optional.of(Set.of(BERLIN))));
    assertThat(Access.decideOwn(inBerlin, AccessAction.MANAGE))
        .isEqualTo(new Verdict.Refused("this API key is for single fleets"));
    assertThat(allows(Access.decideOwn(inBerlin, AccessAction.VIEW))).isTrue();
  }

  @Test
  void limits_cover_what_does_no_more_nowhere_else_and_no_longer() {
    var now = Instant.parse("2026-01-01T00:00:00Z");
    var all = KeyLimits.NONE.actions();
    var limits = new KeyLimits(all, Optional.of(Set.of(BERLIN)), Optional.of(now));
    assertThat(KeyLimits.NONE.cover(limits)).isTrue();
    assertThat(limits.cover(limits)).isTrue();
    assertThat(limits.cover(KeyLimits.NONE)).isFalse();
    assertThat(limits.cover(new KeyLimits(all, Optional.empty(), Optional.of(now)))).isFalse();
    assertThat(limits.cover(new KeyLimits(all, Optional.of(Set.of(BERLIN))))).isFalse();
    var both = Optional.of(Set.of(BERLIN, PARIS));
    assertThat(limits.cover(new KeyLimits(all, both, Optional.of(now)))).isFalse();
    var later = Optional.of(now.plusSeconds(1));
    assertThat(limits.cover(new KeyLimits(all, Optional.of(Set.of(BERLIN)), later))).isFalse();
    var views = new KeyLimits(Set.of(AccessAction.VIEW), Optional.empty());
    assertThat(views.cover(new KeyLimits(Set.of(AccessAction.PUSH), Optional.empty()))).isFalse();
  }

  @Test
  void a_key_gives_nothing_that_its_person_lost() {
    var key =
        inBerlin(Role.VIEWER)
            .with(new KeyLimits(KeyLimits.NONE.actions(), Optional.of(Set.of(BERLIN, PARIS))));
    assertThat(allows(Access.decide(key, AccessAction.PUSH, BERLIN))).isFalse();
    assertThat(key.sight().names()).containsExactly("berlin");
  }

  @Test
  void who_may_not_know_of_a_fleet_is_told_that_there_is_none() {
    var hidden = Access.decide(inBerlin(Role.OWNER), AccessAction.VIEW, PARIS);
    assertThatThrownBy(() -> Access.require(hidden))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("there is no such fleet");
  }

  private static Person inBerlin(Role role) {
    return new Person(ANN, Role.NONE, Map.of(BERLIN, role), KeyLimits.NONE);
  }

  private static boolean allows(Verdict verdict) {
    return verdict instanceof Verdict.Allowed;
  }
}
