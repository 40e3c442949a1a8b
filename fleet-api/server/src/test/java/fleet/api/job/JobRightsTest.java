package fleet.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.access.KeyLimits;
import fleet.api.access.Person;
import fleet.api.access.Verdict;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.job.JobAction;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobRightsTest {
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private static final FleetName ROME = FleetName.parse("rome");
  private static final JobAction TAG = new JobAction.Tag(Map.of("a", "b"));
  private static final JobAction PIN = new JobAction.Pin("1.0.0", "loud", Optional.empty());
  private static final JobAction MOVE = new JobAction.Move(ROME);
  private static final JobAction REMOVE = new JobAction.Remove(false);

  private static Person in(Map<FleetName, Role> fleets) {
    return new Person(UserName.parse("ada"), Role.NONE, fleets, KeyLimits.NONE);
  }

  private static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(in(Map.of(BERLIN, Role.VIEWER)), TAG, Verdict.Refused.class),
        Arguments.of(in(Map.of(BERLIN, Role.OPERATOR)), TAG, Verdict.Allowed.class),
        Arguments.of(in(Map.of(BERLIN, Role.OPERATOR)), PIN, Verdict.Allowed.class),
        Arguments.of(in(Map.of(BERLIN, Role.OPERATOR)), REMOVE, Verdict.Refused.class),
        Arguments.of(in(Map.of(BERLIN, Role.DEVELOPER)), REMOVE, Verdict.Allowed.class),
        Arguments.of(in(Map.of(BERLIN, Role.DEVELOPER)), MOVE, Verdict.Hidden.class),
        Arguments.of(
            in(Map.of(BERLIN, Role.DEVELOPER, ROME, Role.VIEWER)), MOVE, Verdict.Refused.class),
        Arguments.of(
            in(Map.of(BERLIN, Role.DEVELOPER, ROME, Role.DEVELOPER)), MOVE, Verdict.Allowed.class),
        Arguments.of(in(Map.of(ROME, Role.OWNER)), TAG, Verdict.Hidden.class),
        Arguments.of(
            in(Map.of(BERLIN, Role.OWNER))
                .with(new KeyLimits(Set.of(AccessAction.VIEW), Optional.empty())),
            TAG,
            Verdict.Refused.class),
        Arguments.of(
            Person.of(UserName.parse("ada"), Role.OWNER)
                .with(new KeyLimits(Set.of(AccessAction.PUSH), Optional.of(Set.of(BERLIN)))),
            MOVE,
            Verdict.Hidden.class));
  }

  @ParameterizedTest
  @MethodSource("table")
  void a_job_takes_what_each_device_alone_would_take(
      Person person, JobAction action, Class<? extends Verdict> expected) {
    assertThat(JobRights.decide(person, action, BERLIN)).isInstanceOf(expected);
  }
}
