package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.Secret;
import org.junit.jupiter.api.Test;

class ServerKeysTest {
  private static final String MASTER = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void every_node_derives_the_same_service_key_which_is_not_the_master_key() {
    var keys = ServerKeys.of(MASTER).orElseThrow();

    assertThat(keys.service()).isEqualTo(ServerKeys.of(MASTER).orElseThrow().service());
    assertThat(keys.service()).isNotEqualTo(keys.master());
    assertThat(keys.service().reveal()).hasSize(43);
  }

  @Test
  void another_master_key_gives_another_service_key() {
    var other = ServerKeys.of(Secret.random("").reveal()).orElseThrow();

    assertThat(other.service()).isNotEqualTo(ServerKeys.of(MASTER).orElseThrow().service());
  }

  @Test
  void what_is_not_32_bytes_is_no_master_key() {
    assertThat(ServerKeys.of("")).isEmpty();
    assertThat(ServerKeys.of("c2hvcnQ")).isEmpty();
    assertThat(ServerKeys.of(MASTER + MASTER)).isEmpty();
    assertThat(ServerKeys.of("not base64 !")).isEmpty();
  }

  @Test
  void keys_are_not_printed() {
    assertThat(ServerKeys.of(MASTER).orElseThrow().toString()).doesNotContain("AAAA");
  }
}
