package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SshArgumentsTest {
  @Test
  void a_service_stands_before_the_dashes_and_a_command_behind_them() {
    assertThat(of(List.of("web", "uname", "-m"), "pi", "web", "--", "uname", "-m"))
        .isEqualTo(new SshArguments(Optional.of("web"), List.of("uname", "-m")));
  }

  @Test
  void a_command_needs_no_service() {
    assertThat(of(List.of("uname"), "pi", "--", "uname"))
        .isEqualTo(new SshArguments(Optional.empty(), List.of("uname")));
  }

  @Test
  void a_device_alone_is_a_shell() {
    assertThat(of(List.of(), "pi")).isEqualTo(new SshArguments(Optional.empty(), List.of()));
  }

  @Test
  void further_dashes_belong_to_the_command() {
    assertThat(of(List.of("git", "log", "--", "x"), "pi", "--", "git", "log", "--", "x"))
        .isEqualTo(new SshArguments(Optional.empty(), List.of("git", "log", "--", "x")));
  }

  @Test
  void a_command_without_dashes_is_refused_with_the_right_form() {
    assertThatThrownBy(() -> of(List.of("web", "uname"), "pi", "web", "uname"))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage("'uname' is neither a device nor a service");
  }

  private static SshArguments of(List<String> words, String... typed) {
    return SshArguments.of(words, List.of(typed));
  }
}
