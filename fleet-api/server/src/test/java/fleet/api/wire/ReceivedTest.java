package fleet.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.device.DeviceMessage;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.SignIn;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedTest {
  @Test
  void a_whole_message_is_read_and_unknown_fields_are_passed_over() {
    var json = "{\"uses\":3,\"validFor\":\"PT1H\",\"new\":true}";
    assertThat(Received.read(json, NewProvisioningKey.class))
        .isEqualTo(new NewProvisioningKey(3, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user\":\"ann\"}|field 'password'",
        "{\"user\":null,\"password\":\"x\"}|field 'user'",
        "{\"user\":\"Not A Name\",\"password\":\"x\"}|is not a user name",
        "{\"user\":{},\"password\":\"x\"}|field 'user'",
        "null|the body is null",
        "[]|is not of",
        "{\"user\"|the body is not JSON, or names a field twice: line 1",
        "{\"other\":1,\"other\":2}|the body is not JSON, or names a field twice: line 1"
      })
  void what_is_missing_or_wrong_is_named(String json, String sentence) {
    assertThatThrownBy(() -> Received.read(json, SignIn.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void the_sentence_repeats_no_secret() {
    var json = "{\"name\":\"ann\",\"role\":\"KING\",\"password\":\"swordfish\"}";
    assertThatThrownBy(() -> Received.read(json, NewUser.class))
        .hasMessageContaining("role")
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void a_part_that_is_missing_deep_inside_is_missing_too() {
    var json = "{\"kind\":\"logs\",\"batch\":{\"dropped\":0}}";
    assertThatThrownBy(() -> Received.read(json, DeviceMessage.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch");
  }
}
