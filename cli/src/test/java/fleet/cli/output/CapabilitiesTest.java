package fleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

  @Test
  void a_terminal_shows_colours_and_progress() {
    var capabilities = Capabilities.of(_ -> true, XTERM);
    assertThat(capabilities.wantsColours()).isTrue();
    assertThat(capabilities.redraws()).isTrue();
  }

  @Test
  void a_pipe_on_standard_output_leaves_progress_on_standard_error() {
    var capabilities = Capabilities.of(descriptor -> descriptor == 2, XTERM);
    assertThat(capabilities.outIsTerminal()).isFalse();
    assertThat(capabilities.inIsTerminal()).isFalse();
    assertThat(capabilities.redraws()).isTrue();
  }

  @Test
  void no_color_is_honoured_when_it_is_not_empty() {
    var refused = Map.of("TERM", "xterm", "NO_COLOR", "1");
    var empty = Map.of("TERM", "xterm", "NO_COLOR", "");
    assertThat(Capabilities.of(_ -> true, refused).wantsColours()).isFalse();
    assertThat(Capabilities.of(_ -> true, empty).wantsColours()).isTrue();
  }

  @Test
  void a_dumb_terminal_gets_plain_text() {
    var capabilities = Capabilities.of(_ -> true, Map.of("TERM", "dumb"));
    assertThat(capabilities.wantsColours()).isFalse();
    assertThat(capabilities.redraws()).isFalse();
  }

  @Test
  void a_ci_log_is_never_written_over() {
    var capabilities = Capabilities.of(_ -> true, Map.of("TERM", "xterm", "CI", "true"));
    assertThat(capabilities.redraws()).isFalse();
  }
}
