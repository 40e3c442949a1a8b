package fleet.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fleet.contract.Json;
import fleet.contract.identity.PublicKey;
import fleet.contract.release.Digest;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.SigningKey;
import fleet.contract.trust.TrustChain;
import fleet.contract.trust.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An export, and whatever may become of it on the way. */
class AuditExportTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00.123456Z");
  private static final int ROWS = 12;
  private static final SigningKey KEY = key();

  private static SigningKey key() {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(PublicKey.of(pair.getPublic()), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AuditRow row(long id) {
    return new AuditRow(
        id,
        NOW.plusNanos(id * 1000),
        "server",
        "fleet.create",
        id % 2 == 0 ? Optional.of("berlin") : Optional.empty(),
        id % 3 == 0 ? Optional.of("person:00") : Optional.empty(),
        "number " + id);
  }

  /** Keys, rows of a chain, checkpoint. */
  private static List<AuditLine> export() {
    var lines = new ArrayList<AuditLine>();
    lines.add(AuditLine.of(new TrustChain(new TrustedKeys(1, KEY.publicKey()), List.of())));
    var head = AuditHead.EMPTY;
    for (var number = 1; number <= ROWS; number++) {
      var row = row(number + 100);
      lines.add(AuditLine.of(head.seal(row), Optional.of(row)));
      head = head.after(row);
    }
    lines.add(AuditLine.of(checkpoint(head, KEY)));
    return lines;
  }

  private static Envelope checkpoint(AuditHead head, SigningKey key) {
    var said = new AuditCheckpoint(head.sequence(), head.hash(), NOW);
    return Envelope.sign(AuditCheckpoint.TYPE, Json.writeBytes(said), key);
  }

  private static Optional<String> fault(List<AuditLine> lines) {
    var export = new AuditExport();
    lines.forEach(export::next);
    return export.fault().map(AuditFault::message);
  }

  @Test
  void what_was_exported_holds() {
    assertThat(fault(export())).isEmpty();
    var read = export().stream().map(line -> Json.read(Json.write(line), AuditLine.class)).toList();
    assertThat(fault(read)).isEmpty();
  }

  @Test
  void the_form_of_a_row_stays_as_it_is_documented() {
    var row =
        new AuditRow(
            101,
            Instant.parse("2025-11-25T00:00:00.123457Z"),
            "server",
            "fleet.create",
            Optional.empty(),
            Optional.empty(),
            "\u00fc!");
    var first = Digest.of("fleet-audit-1".getBytes(StandardCharsets.UTF_8));
    var text =
        "13:fleet-audit-1,71:"
            + first
            + ",1:1,3:101,16:1764028800123457,"
            + "6:server,12:fleet.create,-,-,3:\u00fc!,";
    assertThat(AuditHead.EMPTY.seal(row).hash())
        .isEqualTo(Digest.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Stream<Arguments> harm() {
    return Stream.of(
        arguments("a row is left out", harm(lines -> lines.remove(5)), "seal 5 is missing"),
        arguments(
            "two rows are swapped",
            harm(lines -> Collections.swap(lines, 5, 6)),
            "seal 5 is missing"),
        arguments("the tail is cut", harm(lines -> lines.remove(ROWS)), "the rows end at 11"),
        arguments("the checkpoint is cut", harm(List::removeLast), "cut off"),
        arguments(
            "a row has lost its content",
            harm(lines -> lines.set(3, AuditLine.of(seal(lines, 3), Optional.empty()))),
            "was removed"),
        arguments(
            "somebody else signs",
            harm(lines ->
                lines.set(
                    ROWS + 1, AuditLine.of(checkpoint(AuditHead.EMPTY.after(row(101)), key())))),
            "not signed by a key"),
        arguments(
            "the chain is written anew behind a changed row",
            harm(AuditExportTest::writeAnew),
            "not what was sealed|rows end at|does not follow"),
        arguments(
            "a person is given another name",
            harm(lines ->
                lines.add(
                    1,
                    AuditLine.of(
                        new AuditPerson(
                            7, "00", Optional.of("00".repeat(32)), Optional.of("mallory"))))),
            "name of person #7"),
        arguments(
            "something follows the checkpoint",
            harm(lines -> lines.add(lines.getLast())),
            "after the checkpoint"));
  }

  private static AuditSeal seal(List<AuditLine> lines, int index) {
    return lines.get(index).seal().orElseThrow();
  }

  private static void writeAnew(List<AuditLine> lines) {
    var head = AuditHead.EMPTY;
    for (var index = 1; index <= ROWS; index++) {
      var row = index == 4 ? row(999) : lines.get(index).row().orElseThrow();
      lines.set(index, AuditLine.of(head.seal(row), Optional.of(row)));
      head = head.after(row);
    }
  }

  private interface Harm {
    void to(List<AuditLine> lines);
  }

  private static UnaryOperator<List<AuditLine>> harm(Harm harm) {
    return lines -> {
      var changed = new ArrayList<>(lines);
      harm.to(changed);
      return changed;
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harm")
  void harm_is_found(String name, UnaryOperator<List<AuditLine>> harm, String sentence) {
    assertThat(fault(harm.apply(export())).orElseThrow()).containsPattern(sentence);
  }

  /** Every character of every sealed line, one at a time, becomes another. */
  @Test
  void any_changed_character_is_found_or_is_refused() {
    var random = new Random(7);
    var lines = export();
    for (var index = 1; index <= ROWS; index++) {
      var text = Json.write(lines.get(index));
      for (var place = 0; place < text.length(); place++) {
        var other = (char) (text.charAt(place) + 1 + random.nextInt(3));
        var changed = text.substring(0, place) + other + text.substring(place + 1);
        assertThat(isFound(lines, index, changed)).as(changed).isTrue();
      }
    }
  }

  private static boolean isFound(List<AuditLine> lines, int index, String changed) {
    AuditLine line;
    try {
      line = Json.read(changed, AuditLine.class);
    } catch (RuntimeException e) {
      return true;
    }
    if (line.equals(lines.get(index))) {
      return true;
    }
    var others = new ArrayList<>(lines);
    others.set(index, line);
    return fault(others).isPresent();
  }

  @Test
  void texts_cannot_be_shifted_from_one_field_to_the_next() {
    var one = new AuditRow(1, NOW, "server", "a", Optional.empty(), Optional.empty(), "b,1:c");
    var other = new AuditRow(1, NOW, "server", "a,1:b", Optional.empty(), Optional.empty(), "c");
    var empty = new AuditRow(1, NOW, "server", "a", Optional.of(""), Optional.empty(), "b,1:c");
    assertThat(Stream.of(one, other, empty).map(AuditHead.EMPTY::seal).map(AuditSeal::hash))
        .doesNotHaveDuplicates();
  }
}
