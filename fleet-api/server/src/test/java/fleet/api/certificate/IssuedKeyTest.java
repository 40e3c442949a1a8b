package fleet.api.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IssuedKeyTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicReference<List<Host>> hosts = new AtomicReference<>(hosts("10.0.0.1"));
  private final Authority authority = Authority.make(START);
  private final IssuedKey key = new IssuedKey(authority, hosts::get, now::get);

  @Test
  void the_certificate_stays_the_same_while_it_is_good() {
    var first = key.getCertificateChain("server");
    now.set(START.plus(Duration.ofDays(59)));
    assertThat(key.getCertificateChain("server")).containsExactly(first);
    assertThat(first[1]).isEqualTo(authority.certificate());
  }

  @Test
  void a_certificate_is_followed_by_another_before_it_ends() {
    var first = key.getCertificateChain("server")[0];
    now.set(START.plus(Duration.ofDays(61)));
    var second = key.getCertificateChain("server")[0];
    assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
    assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
    assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
  }

  @Test
  void an_address_that_came_later_is_in_the_next_certificate() throws Exception {
    hosts.set(hosts("10.0.0.1", "10.0.0.2"));
    now.set(START.plus(Duration.ofMinutes(1)));
    assertThat(key.getCertificateChain("server")[0].getSubjectAlternativeNames()).hasSize(2);
  }

  @Test
  void only_servers_with_keys_of_its_kind_are_asked_for() {
    assertThat(key.chooseEngineServerAlias("EC", null, null)).isEqualTo("server");
    assertThat(key.chooseEngineServerAlias("RSA", null, null)).isNull();
    assertThat(key.getClientAliases("EC", null)).isNull();
  }

  @Test
  void a_node_is_called_by_its_names_and_by_what_it_listens_on() {
    var called = new ServerHosts(List.of("192.168.1.10"), List.of("fleet.example.org")).get();
    assertThat(called)
        .contains(
            Host.parse("fleet.example.org"), Host.parse("192.168.1.10"), Host.parse("localhost"));
  }

  @Test
  void who_listens_everywhere_is_called_by_every_address_but_not_by_that_one() {
    var called = new ServerHosts(List.of("0.0.0.0"), List.of()).get();
    assertThat(called).contains(Host.parse("127.0.0.1")).doesNotContain(Host.parse("0.0.0.0"));
  }

  private static List<Host> hosts(String... texts) {
    return Stream.of(texts).map(Host::parse).toList();
  }
}
