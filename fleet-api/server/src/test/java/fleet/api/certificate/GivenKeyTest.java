package fleet.api.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenKeyTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @TempDir private Path folder;

  private Pems pems;
  private CertificateFiles files;

  @BeforeEach
  void write() throws IOException {
    pems = new Pems(folder);
    files = pems.files();
    var _ = pems.write(START);
  }

  @Test
  void the_chain_is_served_as_it_was_brought() throws IOException {
    var authority = pems.write(START);
    assertThat(served(key())).hasSize(2).contains(authority.certificate());
  }

  @Test
  void files_that_changed_are_served_without_a_restart() throws IOException {
    var key = key();
    var authority = pems.write(START);
    assertThat(served(key)).doesNotContain(authority.certificate());
    later();
    assertThat(served(key)).contains(authority.certificate());
  }

  @Test
  void who_began_with_the_certificate_before_ends_with_it() throws IOException {
    var key = key();
    var alias = alias(key);
    var chain = key.getCertificateChain(alias);
    var _ = pems.write(START);
    later();
    assertThat(alias(key)).isNotEqualTo(alias);
    var pair = new GivenPair(List.of(chain), key.getPrivateKey(alias));
    assertThat(pair.fits()).isTrue();
    assertThat(key.getCertificateChain(alias)).isEqualTo(chain);
  }

  @Test
  void between_the_writing_of_the_two_files_what_was_there_before_stays() throws IOException {
    var key = key();
    var before = served(key);
    var authority = Authority.make(START);
    var pair = Authority.newPair();
    pems.writeChain(authority, pair, START);
    later();
    assertThat(served(key)).isEqualTo(before);
    pems.writeKey(pair);
    later();
    assertThat(served(key)).contains(authority.certificate());
  }

  @Test
  void a_certificate_that_begins_later_is_served_from_then_on() throws IOException {
    var key = key();
    var authority = pems.write(START.plus(Duration.ofDays(2)));
    later();
    assertThat(served(key)).doesNotContain(authority.certificate());
    now.set(START.plus(Duration.ofDays(1)));
    assertThat(served(key)).contains(authority.certificate());
  }

  @Test
  void files_that_are_gone_take_nothing_away() throws IOException {
    var key = key();
    var before = served(key);
    Files.delete(files.key());
    later();
    assertThat(served(key)).isEqualTo(before);
  }

  @Test
  void a_key_of_another_certificate_is_refused() throws IOException {
    pems.writeKey(Authority.newPair());
    refused("%s is not the key of %s".formatted(files.key(), files.chain()));
  }

  @Test
  void a_file_that_is_not_there_is_named() throws IOException {
    Files.delete(files.chain());
    refused("there is no file " + files.chain());
  }

  @Test
  void a_file_that_cannot_be_read_is_named() throws IOException {
    Files.delete(files.key());
    Files.createDirectory(files.key());
    refused("could not read " + files.key());
  }

  @Test
  void a_certificate_that_ended_is_refused_with_its_end() {
    now.set(START.plus(Duration.ofDays(90)));
    refused("the certificate in %s ended 2027-02-22T12:00:00Z".formatted(files.chain()));
  }

  @Test
  void a_certificate_that_has_not_begun_is_refused_with_its_begin() {
    now.set(START.minus(Duration.ofDays(2)));
    refused("the certificate in %s begins 2026-11-23T12:00:00Z".formatted(files.chain()));
  }

  @Test
  void a_file_of_something_else_is_refused() throws IOException {
    Files.writeString(files.chain(), "no certificate");
    refused("%s holds no certificate as PEM".formatted(files.chain()));
  }

  @Test
  void a_key_in_another_form_is_refused_with_the_way_to_turn_it() throws IOException {
    Files.writeString(files.key(), Pems.pem("EC PRIVATE KEY", new byte[8]));
    assertThatThrownBy(this::key)
        .hasMessageStartingWith("%s holds a key as 'EC PRIVATE KEY'".formatted(files.key()))
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + files.key());
    Files.writeString(files.key(), "");
    refused("%s holds no private key as PEM".formatted(files.key()));
  }

  @Test
  void certificates_that_do_not_follow_each_other_are_refused() throws IOException {
    var stranger = Authority.make(START).pem();
    Files.writeString(files.chain(), Files.readString(files.chain()) + stranger);
    assertThatThrownBy(this::key)
        .hasMessageStartingWith("%s is not a chain: 'CN=Fleet authority".formatted(files.chain()));
  }

  private GivenKey key() {
    return new GivenKey(files, now::get);
  }

  private void refused(String sentence) {
    assertThatThrownBy(this::key).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }

  private void later() {
    now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(5)));
  }

  private static X509Certificate[] served(GivenKey key) {
    return key.getCertificateChain(alias(key));
  }

  private static String alias(GivenKey key) {
    return Objects.requireNonNull(key.chooseEngineServerAlias("EC", null, null));
  }
}
