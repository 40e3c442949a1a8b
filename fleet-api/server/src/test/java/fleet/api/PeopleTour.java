package fleet.api;

import fleet.contract.Json;
import fleet.contract.access.ApiKey;
import fleet.contract.access.Invitation;
import fleet.contract.access.InvitationAnswer;
import fleet.contract.access.NewApiKey;
import fleet.contract.access.NewInvitation;
import fleet.contract.access.PasswordChange;
import fleet.contract.access.PasswordReset;
import fleet.contract.access.RoleGrant;
import fleet.contract.access.UserChange;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every route of people, what they may, and by what they come in, each answered with success. */
record PeopleTour(RunningApi api, Caller admin) {
  private static final Secret PASSWORD = Secret.of("another good password");

  /** With the roles in this fleet. */
  void walk(String fleet) throws IOException {
    changes();
    roles("/api/v1/fleets/%s/people".formatted(fleet), fleet);
    apiKeys();
    invitations();
    lockOuts();
  }

  private void changes() throws IOException {
    var hedy = api.asNew("hedy", Role.VIEWER);
    var signIns = Json.mapper().readTree(hedy.get("/api/v1/sign-ins").expect(200).text());
    var own = signIns.path("items").path(0).path("id").asText();
    hedy.put("/api/v1/me/password", new PasswordChange(Secret.of("correct horse hedy"), PASSWORD))
        .expect(204);
    hedy.delete("/api/v1/sign-ins/" + own).expect(204);
    var developer = new UserChange(Optional.of(Role.DEVELOPER), Optional.empty());
    admin.patch("/api/v1/users/hedy", developer).expect(200);
    admin.put("/api/v1/users/hedy/password", new PasswordReset(PASSWORD)).expect(204);
    admin.delete("/api/v1/users/hedy").expect(204);
  }

  private void roles(String people, String fleet) {
    api.asNew("otto", Role.VIEWER);
    admin.call("POST", "/api/v1/users/otto/erase").expect(200);
    api.asNew("ines", Role.NONE);
    admin.put(people + "/ines", new RoleGrant(Role.OPERATOR)).expect(200);
    admin.get(people).expect(200);
    admin.get(people + "/ines").expect(200);
    admin.get("/api/v1/access/explain?user=ines&action=push&fleet=" + fleet).expect(200);
    admin.delete(people + "/ines").expect(204);
  }

  private void apiKeys() {
    var wanted = new NewApiKey("ci", Set.of(AccessAction.PUSH), Optional.empty(), Optional.empty());
    var made = admin.post("/api/v1/api-keys", wanted).expect(201).as(ApiKey.class);
    admin.get("/api/v1/api-keys").expect(200);
    admin.delete("/api/v1/api-keys/" + made.about().id()).expect(204);
  }

  private void invitations() {
    var first = invite();
    admin.get("/api/v1/invitations").expect(200);
    admin.delete("/api/v1/invitations/" + first.about().id()).expect(204);
    var answer = new InvitationAnswer(invite().code(), UserName.parse("june"), PASSWORD);
    api.anybody().post("/api/v1/invitations/accept", answer).expect(201);
  }

  private Invitation invite() {
    var wanted = new NewInvitation(Role.VIEWER, Map.of(), Duration.ofHours(1));
    return admin.post("/api/v1/invitations", wanted).expect(201).as(Invitation.class);
  }

  private void lockOuts() {
    var wrong = new SignIn(UserName.parse("kate"), Secret.of("a wrong password"));
    for (var tries = 0; tries < 10; tries++) {
      api.anybody().post("/api/v1/login", wrong).expect(401);
    }
    admin.get("/api/v1/lock-outs").expect(200);
    admin.delete("/api/v1/lock-outs?user=kate").expect(204);
  }
}
