package fleet.api.trust;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.trust.AssignmentStatement;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Proof;
import fleet.contract.trust.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewalTest {
  private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void who_was_shown_an_assignment_is_shown_a_newer_one_long_before_it_is_stale() {
    var expires = ISSUED.plus(Duration.ofDays(60));
    var said =
        new AssignmentStatement(
            FleetName.parse("berlin"), Optional.empty(), ReleaseId.random(), 1, ISSUED, expires);
    var assignment =
        Envelope.sign(AssignmentStatement.TYPE, Json.writeBytes(said), SigningKey.random());
    var proof = new Proof(Envelope.of("release", new byte[0]), assignment, List.of(), List.of());
    assertThat(Statements.renewal(proof)).isEqualTo(ISSUED.plus(Duration.ofDays(30)));
  }
}
