package fleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.node.AccessAnswer;
import fleet.contract.operator.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
  @ParameterizedTest
  @CsvSource({
    "VIEWER, VIEW, true",
    "VIEWER, OPEN_SESSION, false",
    "VIEWER, PUSH, false",
    "VIEWER, MANAGE, false",
    "OPERATOR, VIEW, true",
    "OPERATOR, OPEN_SESSION, true",
    "OPERATOR, PUSH, false",
    "OPERATOR, MANAGE, false",
    "DEVELOPER, OPEN_SESSION, true",
    "DEVELOPER, PUSH, true",
    "DEVELOPER, MANAGE, false",
    "OWNER, VIEW, true",
    "OWNER, OPEN_SESSION, true",
    "OWNER, PUSH, true",
    "OWNER, MANAGE, true"
  })
  void a_role_may_what_it_covers(Role role, AccessAction action, boolean allowed) {
    var answer = Access.decide(person(role), action, true);
    assertThat(answer.allowed()).isEqualTo(allowed);
    assertThat(answer.reason().isEmpty()).isEqualTo(allowed);
  }

  @Test
  void a_refusal_is_one_sentence() {
    assertThat(Access.decide(person(Role.VIEWER), AccessAction.OPEN_SESSION, true).reason())
        .isEqualTo("ann is a viewer, and opening a session on a device takes an operator");
  }

  @Test
  void nothing_is_allowed_in_a_fleet_that_is_not_there() {
    assertThat(Access.decide(person(Role.OWNER), AccessAction.PUSH, false))
        .isEqualTo(new AccessAnswer(false, false, "there is no such fleet"));
  }

  private static Person person(Role role) {
    return new Person(UserName.parse("ann"), role);
  }
}
