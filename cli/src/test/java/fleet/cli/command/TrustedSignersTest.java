package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.SignersView;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is believed of the signers that a server shows, and each of its lies. */
class TrustedSignersTest {
  private static final FleetName VAULT = FleetName.parse("vault");
  private static final SigningKey SERVER = SigningKey.random();
  private static final SigningKey ALICE = SigningKey.random();
  private static final SigningKey MALLORY = SigningKey.random();
  private static final Signer A = new Signer("alice", ALICE.publicKey());
  private static final Signer M = new Signer("mallory", MALLORY.publicKey());

  private final Signers named = signers(1, 0, A);
  private final Signers required = signers(2, 1, A);
  private final Envelope first = said(named).with(SERVER);
  private final Envelope second = said(required).with(SERVER);

  @Test
  void the_first_ones_seen_are_believed_as_far_as_they_follow_from_their_first_generation() {
    assertThat(seen(Optional.empty(), required, first, second).now()).contains(required);
    refused(Optional.empty(), signers(3, 0), first, second, said(signers(3, 0)).with(SERVER));
    refused(Optional.empty(), required, first, said(required));
    assertThat(seenNothing(Optional.empty()).now()).isEmpty();
  }

  @Test
  void a_change_that_those_known_here_signed_is_followed() {
    var next = signers(3, 1, A, M);
    var third = said(next).with(ALICE).with(SERVER);
    assertThat(seen(Optional.of(required), next, first, second, third).now()).contains(next);
    assertThat(seen(Optional.of(named), next, first, second, third).now()).contains(next);
  }

  @Test
  void a_member_more_that_nobody_signed_is_refused() {
    var slipped = signers(3, 1, A, M);
    refused(Optional.of(required), slipped, first, second, said(slipped).with(SERVER));
    refused(Optional.of(required), slipped, first, second, said(slipped).with(MALLORY));
    refused(Optional.of(required), signers(2, 1, A, M), first, said(signers(2, 1, A, M)));
    refused(Optional.of(required), slipped, first, second);
  }

  @Test
  void a_lower_threshold_is_refused() {
    var lower = signers(3, 0, A);
    refused(Optional.of(required), lower, first, second, said(lower).with(SERVER));
    refused(Optional.of(required), named, first);
  }

  @Test
  void signers_that_are_known_here_cannot_be_kept_back() {
    assertThatThrownBy(() -> seenNothing(Optional.of(required)))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "the server shows no signers of vault, which does not follow from generation 2 of them, known here")
        .extracting(failure -> ((CommandFailure) failure).hint())
        .asString()
        .contains("fleet trust forget vault");
    assertThatThrownBy(() -> see(Optional.of(required), Optional.empty(), none(), first, second))
        .isInstanceOf(CommandFailure.class);
  }

  @Test
  void another_history_is_refused() {
    var other = signers(1, 0, M);
    var others = signers(2, 1, M);
    refused(Optional.of(required), others, said(other).with(SERVER), said(others).with(SERVER));
    var elsewhere = new Signers(FleetName.parse("other"), 1, 0, List.of(A), TestShell.NOW);
    refused(Optional.empty(), elsewhere, said(elsewhere).with(SERVER));
    refused(Optional.empty(), named, Envelope.of(Signers.TYPE, new byte[] {'{'}));
    refused(Optional.of(required), required, new Envelope(Signers.TYPE, "no base64", List.of()));
  }

  @Test
  void who_was_told_a_fingerprint_believes_that_generation_and_who_follows_it() {
    var told = Optional.of(Fingerprint.of(second));
    assertThat(see(Optional.empty(), Optional.of(required), told, first, second).now())
        .contains(required);
    var next = signers(3, 1, A, M);
    var third = said(next).with(ALICE).with(SERVER);
    assertThat(see(Optional.empty(), Optional.of(next), told, first, second, third).now())
        .contains(next);
    var others = signers(2, 1, M);
    assertThatThrownBy(() ->
            see(Optional.empty(), Optional.of(others), told, first, said(others).with(SERVER)))
        .hasMessageContaining("no signers of vault with the fingerprint SHA256:");
    assertThatThrownBy(() -> see(Optional.empty(), Optional.empty(), told))
        .hasMessageContaining("no signers of vault with the fingerprint SHA256:");
  }

  private static TrustedSigners seen(Optional<Signers> known, Signers shown, Envelope... chain) {
    return see(known, Optional.of(shown), none(), chain);
  }

  private static TrustedSigners seenNothing(Optional<Signers> known) {
    return see(known, Optional.empty(), none());
  }

  private static TrustedSigners see(
      Optional<Signers> known,
      Optional<Signers> shown,
      Optional<Fingerprint> told,
      Envelope... chain) {
    var view = new SignersView(shown, List.of(chain));
    return TrustedSigners.of(VAULT, known, view, SERVER.publicKey(), told);
  }

  private static void refused(Optional<Signers> known, Signers shown, Envelope... chain) {
    assertThatThrownBy(() -> seen(known, shown, chain))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("does not follow from");
  }

  private static Optional<Fingerprint> none() {
    return Optional.empty();
  }

  private static Envelope said(Signers signers) {
    return Envelope.of(Signers.TYPE, Json.writeBytes(signers));
  }

  private static Signers signers(int generation, int required, Signer... members) {
    return new Signers(VAULT, generation, required, List.of(members), TestShell.NOW);
  }
}
