package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.preregistration.NewPlace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceFileTest {
  private static List<NewPlace> read(String text) {
    return PlaceFile.read(text, Optional.of("intel-nuc"), Optional.empty());
  }

  @Test
  void a_line_of_csv_is_a_device() {
    var places =
        read(
            """
            name,type,tag.site,note,valid
            kitchen,raspberrypi4-64,berlin,"by the ""oven"", left",30d

            attic,,,,
            """);
    assertThat(places).hasSize(2);
    var kitchen = places.getFirst();
    assertThat(kitchen.type()).contains("raspberrypi4-64");
    assertThat(kitchen.tags()).contains(Map.of("site", "berlin"));
    assertThat(kitchen.note()).contains("by the \"oven\", left");
    assertThat(kitchen.validFor()).contains(Duration.ofDays(30));
    assertThat(places.getLast().type()).contains("intel-nuc");
    assertThat(places.getLast().tags()).isEmpty();
  }

  @Test
  void a_line_of_json_is_a_device_too() {
    var places =
        read(
            """
            {"name":"kitchen","tags":{"site":"berlin"},"note":null}
            {"name":"attic","id":"3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11"}
            """);
    assertThat(places.getFirst().tags()).contains(Map.of("site", "berlin"));
    assertThat(places.getLast().id().orElseThrow())
        .hasToString("3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name,nmae\\nx,y | there is no column 'nmae'",
        "type\\nintel-nuc | the first line names each column once, and 'name'",
        "name,name\\nx,y | the first line names each column once, and 'name'",
        "name,note\\nx | line 2 has 1 cells, and the first line names 2 columns",
        "name,note\\nx,\"y | line 2 ends within quotes",
        "name\\nNot A Name | line 2: 'Not A Name' is not a device name",
        "name,id\\nx,7 | line 2: not a device id",
        "name,valid\\nx,soon | line 2: 'soon' is not a length of time",
        "name,tag.Site\\nx,y | line 2: a tag's name has",
        "{\"nmae\":\"x\"} | line 1: there is no field 'nmae'",
        "{\"note\":\"x\"} | line 1: it has no name",
        "{\"name\": | line 1 is not a JSON object",
        "name | the file has 0 devices"
      })
  void what_is_wrong_is_said_with_its_line(String text, String fault) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }
}
