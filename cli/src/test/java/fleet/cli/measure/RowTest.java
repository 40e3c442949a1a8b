package fleet.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
  @Test
  void a_row_tells_ratio_and_whether_the_target_holds() {
    var row = Row.of("push to running", 1500, "ms").target(2000).peer(1000);

    assertThat(row.cells())
        .containsExactly("push to running", "1500", "1000", "ms", "1.50", "<= 2000", "yes");
    assertThat(Json.write(Row.of("rss", 70.04, "MiB").target(64)))
        .contains("\"ours\":70.04")
        .contains("\"holds\":false")
        .doesNotContain("peer");
  }

  @Test
  void a_row_without_peer_and_target_claims_nothing() {
    assertThat(Row.of("cold demo", 80.26, "s").cells())
        .containsExactly("cold demo", "80.3", "-", "s", "-", "-", "-");
  }

  @Test
  void a_percentile_is_the_smallest_that_so_many_do_not_exceed() {
    var samples = new Samples(List.of(5.0, 1.0, 4.0, 2.0, 3.0));

    assertThat(samples.percentile(99)).isEqualTo(5);
    assertThat(samples.percentile(80)).isEqualTo(4);
    assertThat(samples.percentile(1)).isEqualTo(1);
  }

  @Test
  void a_median_is_the_middle() {
    assertThat(new Samples(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2.0);
    assertThat(new Samples(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
    assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
