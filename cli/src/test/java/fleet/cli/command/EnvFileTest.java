package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.variable.VariableName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {
  @Test
  void a_value_is_all_behind_the_first_equals_sign_as_it_stands() {
    assertThat(EnvFile.read("# a comment\r\n\n  # another\nA=b=c # d\r\nE=\nF= g \nH={\"i\":1}"))
        .containsExactly(
            value("A", "b=c # d"), value("E", ""), value("F", " g "), value("H", "{\"i\":1}"));
  }

  private static Map.Entry<VariableName, String> value(String name, String value) {
    return Map.entry(VariableName.parse(name), value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "secret      | line 1: expected NAME=VALUE",
        "MII/secret==| line 1: not a variable's name: use up to 128 letters, digits and '_', no digit first",
        "=secret     | line 1: expected NAME=VALUE",
        "A=\"secret\"| line 1: the quotes around the value of A would be part of it",
        "A='secret'  | line 1: the quotes around the value of A would be part of it",
      })
  void what_could_be_meant_otherwise_is_refused_without_showing_it(String text, String fault) {
    assertThatThrownBy(() -> EnvFile.read(text)).hasMessage(fault);
  }

  @Test
  void a_variable_is_there_once() {
    assertThatThrownBy(() -> EnvFile.read("A=1\nB=2\nA=3")).hasMessage("line 3: A is there twice");
  }
}
