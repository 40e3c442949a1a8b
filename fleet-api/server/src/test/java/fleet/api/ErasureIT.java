package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.access.Erased;
import fleet.contract.access.NewApiKey;
import fleet.contract.access.NewInvitation;
import fleet.contract.access.RoleGrant;
import fleet.contract.audit.AuditVerdict;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.NewGroup;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.NewVariable;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.VariableEdit;
import fleet.contract.release.Platform;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import fleet.contract.variable.VariableName;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is left of a person who is erased, on a real database. */
class ErasureIT {
  private static final SessionId SESSION = SessionId.random();
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

  private static AuditVerdict whenSealed() throws InterruptedException {
    var verdict = verdict("");
    while (verdict.waiting() > 0) {
      Thread.sleep(20);
      verdict = verdict("");
    }
    return verdict;
  }

  private static AuditVerdict verdict(String query) {
    return api.asAdmin().get("/api/v1/audit/verify" + query).expect(200).as(AuditVerdict.class);
  }

  /** Leaves their name wherever a person can. */
  private static void live(Caller grace) {
    var key = new NewProvisioningKey(1, Duration.ofHours(1));
    grace.post("/api/v1/fleets/berlin/provisioning-keys", key).expect(201);
    var group =
        new NewGroup(
            GroupName.parse("ovens"),
            Optional.empty(),
            Optional.of("status = online"),
            Optional.empty());
    grace.post("/api/v1/groups", group).expect(201);
    var variable = new NewVariable(VariableName.parse("COLOUR"), Secret.of("red"), false);
    var edit = new VariableEdit(Optional.empty(), List.of(variable), List.of());
    grace.patch("/api/v1/fleets/berlin/variables", edit).expect(204);
    var apiKey = new NewApiKey("ci", Set.of(AccessAction.PUSH), Optional.empty(), Optional.empty());
    grace.post("/api/v1/api-keys", apiKey).expect(201);
    var invitation = new NewInvitation(Role.VIEWER, Map.of(), Duration.ofHours(1));
    grace.post("/api/v1/invitations", invitation).expect(201);
    api.asAdmin().put("/api/v1/fleets/berlin/people/grace", new RoleGrant(Role.OWNER)).expect(200);
    var wrong = new SignIn(UserName.parse("grace"), Secret.of("a wrong password"));
    for (var tries = 0; tries < 10; tries++) {
      api.anybody().post("/api/v1/login", wrong).expect(401);
    }
    var signers =
        new Signers(
            FleetName.parse("berlin"),
            1,
            0,
            List.of(new Signer("grace", SigningKey.random().publicKey())),
            Instant.EPOCH);
    var envelope = Envelope.of(Signers.TYPE, Json.writeBytes(signers));
    grace.post("/api/v1/fleets/berlin/signers", envelope).expect(200);
    told();
  }

  /** Where she is named in sentences. */
  private static void told() {
    var fleet = FleetName.parse("berlin");
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64)).id();
    api.database()
        .sql(
            """
            insert into api.rollouts (id, fleet, release, state, started_by, created_at, changed_at,
              seed, soak_seconds, deadline_seconds, reason, looked_at)
            values ('%1$s', 'berlin', '%1$s', 'ABORTED', 'grace', now(), now(), 1, 1, 1,
              'grace let it go on, though oven failed', now());
            insert into api.jobs (id, fleet, action, selection, made_by, key_actions, created_at, total,
              state, cancelled_by)
            values ('%1$s', 'berlin', '{}', '{}', 'grace', '{}', now(), 1, 'CANCELLED', 'grace');
            insert into api.job_devices (job, device, name, reason)
            values ('%1$s', '%1$s', 'oven', 'grace cancelled the job');
            """
                .formatted(release));
  }

  /** From an address that nobody else has, which is locked out. */
  private static void comeFrom(String address) throws Exception {
    var signIn = new SignIn(UserName.parse("grace"), Secret.of("correct horse grace"));
    var request =
        api.anybody()
            .request("/api/v1/login")
            .POST(BodyPublishers.ofByteArray(Json.writeBytes(signIn)))
            .build();
    try (var client =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build()) {
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
    api.database()
        .sql(
            """
            insert into api.sign_in_failures values ('address', '%1$s', 100, now());
            insert into api.audit (form, at, who, what, about, subject) values (1, now(), 'nobody',
              'user.lock-out', 'person:' || api.audit_mark('address %1$s'), 'address');
            insert into api.audit (form, at, who, what, fleet, subject) values (1, now(),
              'person:' || api.audit_mark('grace'), 'session.open', 'berlin', 'oven web %2$s');
            """
                .formatted(address, SESSION));
  }

  @Test
  void a_persons_name_is_nowhere_and_the_chain_still_holds() throws Exception {
    var grace = api.asNew("grace", Role.OWNER);
    comeFrom("127.0.0.9");
    live(grace);
    var sweep = new Sweep(api);
    var before = whenSealed().head();
    assertThat(sweep.find("grace"))
        .contains("groups.created_by", "audit_people.name", "signers.envelope");
    assertThat(sweep.find("127.0.0.9"))
        .containsExactly("audit_people.name", "sign_in_failures.subject", "sign_ins.address");

    var erased = api.asAdmin().call("POST", "/api/v1/users/grace/erase").expect(200);
    var name = erased.as(Erased.class).name().value();
    assertThat(name).startsWith("erased-");
    assertThat(api.database().everything()).contains(name).doesNotContain("grace");
    // What is signed cannot be written anew: it ends with the fleet.
    assertThat(sweep.find("grace")).containsExactly("signers.envelope");
    assertThat(sweep.find("127.0.0.9")).isEmpty();
    assertThat(api.asServer().get("/internal/v1/erased-sessions").expect(200).text())
        .contains(SESSION.toString());
    grace.get("/api/v1/me").expect(401);
    assertThat(whenSealed().fault()).isEmpty();
    var known = "?sequence=%d&hash=%s".formatted(before.sequence(), before.hash());
    assertThat(verdict(known).fault()).isEmpty();
    var listed = api.asAdmin().get("/api/v1/audit?limit=500").expect(200).text();
    assertThat(listed)
        .contains("user.erase", "erased person #" + name.substring("erased-".length()))
        .doesNotContain("grace");
    assertThat(api.asAdmin().get("/api/v1/audit/export").expect(200).text())
        .doesNotContain("grace");
    api.asAdmin().call("POST", "/api/v1/users/grace/erase").expect(404);
  }

  @Test
  void whoever_comes_with_the_name_of_an_erased_person_is_another() throws Exception {
    api.asNew("heidi", Role.VIEWER);
    api.asAdmin().delete("/api/v1/users/heidi").expect(204);
    var gone = api.asAdmin().call("POST", "/api/v1/users/heidi/erase").expect(200);
    api.asNew("heidi", Role.VIEWER);
    var again = api.asAdmin().call("POST", "/api/v1/users/heidi/erase").expect(200);
    assertThat(again.as(Erased.class)).isNotEqualTo(gone.as(Erased.class));
    assertThat(whenSealed().fault()).isEmpty();
  }

  @Test
  void the_last_owner_and_nobody_are_not_erased_and_the_names_of_the_erased_are_kept() {
    var last = api.asAdmin().call("POST", "/api/v1/users/admin/erase").expect(409);
    assertThat(last.text()).contains("last owner");
    api.asAdmin().call("POST", "/api/v1/users/nobody-like-that/erase").expect(404);
    var taken =
        new NewUser(UserName.parse("erased-1"), Role.VIEWER, Secret.of("correct horse battery"));
    api.asAdmin().post("/api/v1/users", taken).expect(409);
    assertThat(api.asAdmin().get("/api/v1/me").expect(200).text()).contains("admin");
  }
}
