package fleet.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.Json;
import fleet.contract.device.Challenge;
import fleet.contract.device.ChallengeRequest;
import fleet.contract.device.DeviceAction;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.LogLine;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.device.ServerMessage;
import fleet.contract.device.SessionRequest;
import fleet.contract.device.TargetState;
import fleet.contract.problem.Problem;
import fleet.contract.release.Mount;
import fleet.contract.release.PortMapping;
import fleet.contract.trust.AssignmentStatement;
import fleet.contract.trust.KeyStatement;
import fleet.contract.trust.ReleaseStatement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final int SAMPLES = 60;

  /** All that device and server say to each other, and what is signed. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        AssignmentStatement.class,
        Challenge.class,
        ChallengeRequest.class,
        DeviceMessage.class,
        DeviceSession.class,
        KeyStatement.class,
        Problem.class,
        RegisterRequest.class,
        Registered.class,
        ReleaseStatement.class,
        ServerMessage.class,
        SessionRequest.class,
        TargetState.class
      })
  <T> void what_it_writes_the_data_binder_reads_and_the_other_way_round(Class<T> type) {
    for (var seed = 0; seed < SAMPLES; seed++) {
      var sample = new RandomRecords(seed).make(type);
      assertThat(Json.read(Records.writeBytes(sample), type)).as("seed %d", seed).isEqualTo(sample);
      assertThat(Records.read(Json.writeBytes(sample), type)).as("seed %d", seed).isEqualTo(sample);
    }
  }

  @Test
  void a_kind_may_stand_anywhere() {
    var memory =
        Records.read("{\"x\":[1,{\"y\":null}],\"target\":\"/t\",\"kind\":\"memory\"}", Mount.class);
    assertThat(memory).isEqualTo(new Mount.Memory("/t"));
  }

  @Test
  void what_is_not_there_is_empty_where_it_may_be() {
    var line =
        Records.read(
            "{\"at\":\"2026-01-01T00:00:00Z\",\"stream\":\"out\",\"text\":\"t\",\"service\":null}",
            LogLine.class);
    assertThat(line.service()).isEmpty();
    assertThat(Records.read("{}", Empty.class).names()).isEmpty();
  }

  /** A list that an older peer does not send. */
  record Empty(List<String> names) {}

  @Test
  void equal_maps_are_equal_bytes() {
    var one = new LinkedHashMap<String, String>();
    var other = new LinkedHashMap<String, String>();
    for (var i = 0; i < 20; i++) {
      one.put("k" + i, "v");
      other.put("k" + (19 - i), "v");
    }
    assertThat(Records.write(new Held(one))).isEqualTo(Records.write(new Held(other)));
  }

  record Held(Map<String, String> texts) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'hostIp':'','host':0,'container':1,'protocol':'tcp'} | a port is a number",
        "{'hostIp':'','host':'1','container':1,'protocol':'tcp'} | /host: expected a whole number",
        "{'hostIp':'','host':1.5,'container':1,'protocol':'tcp'} | /host: expected a whole number",
        "{'hostIp':'','host':99999999999,'container':1,'protocol':'tcp'} | out of range of int",
        "{'hostIp':'','host':1,'container':1} | field 'protocol' is missing",
        "{'hostIp':'','host':1,'host':2,'container':1,'protocol':'tcp'} | Duplicate field",
        "{'hostIp':7,'host':1,'container':1,'protocol':'tcp'} | /hostIp: expected a text",
        "[] | expected an object",
        "{'hostIp':'','host':1,'container':1,'protocol':'tcp'} 1 | something follows",
        "{'hostIp':'' | end-of-input",
        "nonsense | nonsense",
      })
  void what_is_wrong_is_said_with_its_place(String json, String message) {
    assertThatThrownBy(() -> Records.read(json.replace('\'', '"'), PortMapping.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void an_unknown_kind_is_told_with_those_that_are_known() {
    assertThatThrownBy(() -> Records.read("{\"kind\":\"explode\"}", DeviceAction.class))
        .hasMessageContaining("'explode' is none of open-link");
    assertThatThrownBy(() -> Records.read("{\"a\":1}", DeviceAction.class))
        .hasMessageContaining("field 'kind' is missing");
  }

  @Test
  void depth_is_bounded() {
    var deep = "[".repeat(1000) + "]".repeat(1000);
    assertThatThrownBy(() -> Records.tree(deep)).hasMessageContaining("nesting depth");
  }

  @Test
  void a_tree_is_empty_where_nothing_is() throws IOException {
    var json = "{\"a\":{\"b\":[{\"c\":7},{\"c\":true}]},\"n\":null,\"big\":1e99}";
    var tree = Records.tree(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    var items = tree.path("a").path("b").items();
    assertThat(items.getFirst().path("c").number()).isEqualTo(7);
    assertThat(items.getLast().path("c").truth()).isTrue();
    assertThat(tree.path("n").text()).isEmpty();
    assertThat(tree.path("x").path("y").items()).isEmpty();
    assertThat(tree.path("a").text()).isEmpty();
    assertThat(Records.tree("").path("a").number()).isZero();
  }
}
