package fleet.builder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTroubleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed to copy files: copy file range failed: no space left on device",
        "write /var/lib/docker/tmp/x: disk quota exceeded"
      })
  void a_disk_without_room_is_the_engines(String reason) {
    assertThat(EngineTrouble.isFull(reason)).isTrue();
    assertThat(EngineTrouble.isEnd(reason)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed to solve: rpc error: code = Canceled desc = context canceled",
        "rpc error: code = Unavailable desc = transport is closing",
        "no active session for abc: context deadline exceeded",
        "dial unix /run/containerd/containerd.sock: connect: connection refused"
      })
  void an_engine_that_ends_says_so_in_many_words(String reason) {
    assertThat(EngineTrouble.isEnd(reason)).isTrue();
    assertThat(EngineTrouble.isFull(reason)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "executor failed running [/bin/sh -c make]: exit code: 2",
        "process \"/bin/sh -c echo no space left on device\" did not complete successfully: exit code: 1",
        "process \"/bin/sh -c echo context canceled\" did not complete successfully: exit code: 1",
        "dockerfile parse error line 3: unknown instruction: RUNN",
        "failed to do request: Head https://registry-1.docker.io/v2/: EOF"
      })
  void what_the_dockerfile_did_is_not_the_engines(String reason) {
    assertThat(EngineTrouble.isEnd(reason)).isFalse();
    assertThat(EngineTrouble.isFull(reason)).isFalse();
  }

  @Test
  void why_nothing_answers_is_told_where_somebody_can_mend_it() {
    var stranger = new SSLHandshakeException("PKIX path building failed: ..");
    assertThat(Unreachable.why(new RuntimeException(stranger)))
        .contains("ca.pem does not vouch for its certificate");
    assertThat(Unreachable.why(new IOException("ssh: Permission denied (publickey).")))
        .contains("ssh: Permission denied (publickey).");
    assertThat(Unreachable.why(new IOException("Connection refused"))).isEmpty();
  }
}
