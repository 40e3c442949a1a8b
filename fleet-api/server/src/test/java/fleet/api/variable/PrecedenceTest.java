package fleet.api.variable;

import static fleet.contract.operator.VariableLevel.DEVICE;
import static fleet.contract.operator.VariableLevel.DEVICE_SERVICE;
import static fleet.contract.operator.VariableLevel.FLEET;
import static fleet.contract.operator.VariableLevel.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.VariableLevel;
import fleet.contract.operator.VariableView;
import fleet.contract.variable.VariableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTest {
  private static final VariableName NAME = VariableName.parse("COLOUR");
  private static final ServiceName WEB = ServiceName.parse("web");

  private static VariableView set(String text) {
    var words = text.split(":");
    var level = VariableLevel.valueOf(words[0]);
    var service = words.length > 1 ? Optional.of(ServiceName.parse(words[1])) : noService();
    var by = UserName.parse("ada");
    return new VariableView(
        level, service, NAME, 1, false, Optional.of(text), by, Instant.EPOCH, List.of());
  }

  private static Optional<ServiceName> noService() {
    return Optional.empty();
  }

  private static List<VariableView> all(String texts) {
    return Stream.of(texts.split(" ")).map(PrecedenceTest::set).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "FLEET, FLEET",
    "FLEET SERVICE:web, SERVICE:web",
    "FLEET SERVICE:db, FLEET",
    "SERVICE:web DEVICE, DEVICE",
    "DEVICE FLEET, DEVICE",
    "FLEET SERVICE:web DEVICE DEVICE_SERVICE:web, DEVICE_SERVICE:web",
    "FLEET SERVICE:web DEVICE DEVICE_SERVICE:db, DEVICE",
  })
  void a_service_is_given_the_value_of_the_last_level(String set, String given) {
    assertThat(Precedence.given(all(set), WEB, NAME)).contains(set(given));
  }

  @Test
  void a_service_is_not_given_what_is_set_for_another() {
    assertThat(Precedence.given(all("SERVICE:db DEVICE_SERVICE:db"), WEB, NAME)).isEmpty();
    assertThat(Precedence.given(all("FLEET"), WEB, VariableName.parse("SIZE"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "FLEET, FLEET",
    "FLEET DEVICE, DEVICE",
    "FLEET SERVICE:web, FLEET SERVICE:web",
    "FLEET SERVICE:web DEVICE, DEVICE",
    "SERVICE:web DEVICE_SERVICE:web, DEVICE_SERVICE:web",
    "SERVICE:web DEVICE_SERVICE:db, SERVICE:web DEVICE_SERVICE:db",
  })
  void what_nobody_is_given_is_left_out(String set, String left) {
    assertThat(Precedence.effective(all(set)).stream().map(view -> view.value().orElseThrow()))
        .containsExactly(left.split(" "));
  }

  @Test
  void what_a_variable_hides_is_told() {
    var shown = Precedence.effective(all("FLEET SERVICE:web DEVICE DEVICE_SERVICE:web"));
    assertThat(shown).extracting(VariableView::level).containsExactly(DEVICE, DEVICE_SERVICE);
    assertThat(shown)
        .extracting(VariableView::hides)
        .containsExactly(List.of(FLEET, SERVICE), List.of(FLEET, SERVICE, DEVICE));
    var one = Precedence.effective(all("FLEET SERVICE:web SERVICE:db"));
    assertThat(one)
        .extracting(VariableView::hides)
        .containsExactly(List.of(), List.of(FLEET), List.of(FLEET));
  }
}
