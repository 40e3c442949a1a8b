package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.access.Invitation;
import fleet.contract.access.InvitationAnswer;
import fleet.contract.access.NewInvitation;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignedIn;
import fleet.contract.operator.UserView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Invitations: who makes them, what they make, and when they are over. */
class InvitationsIT {
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    api.newFleet("berlin");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void whoever_is_invited_becomes_somebody_once() {
    var made = invite(api.asAdmin(), Map.of(BERLIN, Role.DEVELOPER), Duration.ofHours(1));
    assertThat(api.asAdmin().get("/api/v1/invitations").text())
        .contains(made.about().id().toString())
        .doesNotContain(made.code().reveal());
    var ann = api.as(accept(made.code(), "ann").expect(201).as(SignedIn.class).token());
    var me = ann.get("/api/v1/me").as(UserView.class);
    assertThat(me.role()).isEqualTo(Role.NONE);
    assertThat(me.fleets()).containsExactlyEntriesOf(Map.of(BERLIN, Role.DEVELOPER));
    ann.get("/api/v1/fleets/berlin").expect(200);
    accept(made.code(), "second").expect(410);
  }

  @Test
  void a_name_that_is_taken_or_a_weak_password_leaves_the_invitation_open() {
    var made = invite(api.asAdmin(), Map.of(), Duration.ofHours(1));
    accept(made.code(), "admin").expect(409);
    var weak = new InvitationAnswer(made.code(), UserName.parse("bob"), Secret.of("short"));
    api.anybody().post("/api/v1/invitations/accept", weak).expect(400);
    accept(made.code(), "bob").expect(201);
  }

  @Test
  void an_invitation_is_over_when_its_time_is_or_it_was_taken_back() {
    var brief = invite(api.asAdmin(), Map.of(), Duration.ofDays(1));
    api.database()
        .sql(
            "update api.invitations set expires_at = now() where id = '%s'"
                .formatted(brief.about().id()));
    accept(brief.code(), "carl").expect(410);
    var made = invite(api.asAdmin(), Map.of(), Duration.ofHours(1));
    api.asAdmin().delete("/api/v1/invitations/" + made.about().id()).expect(204);
    accept(made.code(), "carl").expect(410);
    api.asAdmin().delete("/api/v1/invitations/" + made.about().id()).expect(404);
    accept(Secret.of("fleetinvite_guess"), "carl").expect(410);
  }

  @Test
  void an_invitation_is_over_when_the_one_who_invited_decides_no_more() {
    var eve = api.asNew("eve", Role.OWNER);
    var made = invite(eve, Map.of(), Duration.ofHours(1));
    api.asAdmin().patchRaw("/api/v1/users/eve", "{\"role\":\"VIEWER\"}").expect(200);
    accept(made.code(), "friend-of-eve").expect(410);
  }

  @Test
  void only_owners_invite_and_not_for_ever() {
    var dev = api.asNew("dev", Role.DEVELOPER);
    var wanted = new NewInvitation(Role.VIEWER, Map.of(), Duration.ofHours(1));
    dev.post("/api/v1/invitations", wanted).expect(403);
    dev.get("/api/v1/invitations").expect(403);
    for (var validFor : new String[] {"PT0S", "P31D"}) {
      var body = "{\"role\":\"VIEWER\",\"fleets\":{},\"validFor\":\"%s\"}".formatted(validFor);
      api.asAdmin()
          .postRaw("/api/v1/invitations", body.getBytes(StandardCharsets.UTF_8))
          .expect(400);
    }
  }

  private static Invitation invite(Caller by, Map<FleetName, Role> fleets, Duration validFor) {
    return by.post("/api/v1/invitations", new NewInvitation(Role.NONE, fleets, validFor))
        .expect(201)
        .as(Invitation.class);
  }

  private static Caller.Reply accept(Secret code, String name) {
    var answer = new InvitationAnswer(code, UserName.parse(name), Secret.of("long enough 1"));
    return api.anybody().post("/api/v1/invitations/accept", answer);
  }
}
