package fleet.builder.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GitRequestTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "git-receive-pack '/berlin.git', PUSH, berlin",
        "git-upload-pack 'berlin', FETCH, berlin",
        "git receive-pack '/berlin.git/', PUSH, berlin",
        "git-upload-pack '/../../etc', FETCH, ../../etc",
      })
  void the_commands_of_git_are_read(String command, Errand errand, String fleet) {
    assertThat(GitRequest.parse(command)).contains(new GitRequest(errand, fleet));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls", "git-upload-archive 'x'", "git-receive-pack 'a' 'b'", ""})
  void nothing_else_is_a_request(String command) {
    assertThat(GitRequest.parse(command)).isEmpty();
  }
}
