package fleet.api;

import fleet.contract.access.NewApiKey;
import fleet.contract.access.NewInvitation;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.job.JobAction;
import fleet.contract.job.JobSelection;
import fleet.contract.job.NewJob;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.NewGroup;
import fleet.contract.operator.NewVariable;
import fleet.contract.operator.Role;
import fleet.contract.operator.VariableEdit;
import fleet.contract.preregistration.NewPlace;
import fleet.contract.preregistration.NewPlaces;
import fleet.contract.release.Canary;
import fleet.contract.release.Platform;
import fleet.contract.variable.VariableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts more than one item into every list that there is, some of them of the same moment. */
record ListTour(RunningApi api) {
  static final String FLEET = "berlin";
  static final String DEVICE = "kitchen-1";
  private static final List<String> TWO = List.of("1", "2");

  void walk() {
    var fleet = api.newFleet(FLEET);
    var _ = api.newFleet("paris");
    people();
    devices(fleet);
    TWO.forEach(number -> rollout(fleet, number + ".0.0"));
    variables("/api/v1/fleets/%s/variables".formatted(FLEET));
    variables("/api/v1/devices/%s/variables".formatted(DEVICE));
  }

  private void people() {
    var admin = api.asAdmin();
    for (var number : TWO) {
      api.asNew("ann-" + number, Role.VIEWER);
      api.anybody().post("/api/v1/login", api.admin()).expect(200);
      var key =
          new NewApiKey(
              "ci-" + number, Set.of(AccessAction.PUSH), Optional.empty(), Optional.empty());
      admin.post("/api/v1/api-keys", key).expect(201);
      var invitation = new NewInvitation(Role.VIEWER, Map.of(), Duration.ofHours(1));
      admin.post("/api/v1/invitations", invitation).expect(201);
    }
    api.database()
        .sql(
            """
            insert into api.ssh_keys (fingerprint, user_name, name, public_key, added_at)
            select 'SHA256:' || n, 'admin', 'laptop', 'ssh-ed25519 ' || n, now()
            from generate_series(1, 5) n
            """);
    api.database()
        .sql(
            """
            insert into api.sign_in_failures (kind, subject, failures, last_at, locked_until)
            select kind, 'kate-' || n, 10, now(), now() + interval '1 day'
            from generate_series(1, 3) n, unnest(array['user', 'address']) kind
            """);
    api.database()
        .sql(
            """
            insert into api.identities
            select gen_random_uuid(), 'https://id.example', n::text, 'admin', '', now(), now()
            from generate_series(1, 5) n
            """);
  }

  private void devices(FleetName fleet) {
    var admin = api.asAdmin();
    var path = "/api/v1/fleets/" + fleet;
    for (var number : TWO) {
      var key = api.newKey(fleet, 2).key();
      var _ = TestDevice.register(api, key, "kitchen-" + number);
      var _ = TestDevice.register(api, key, "attic-" + number);
      admin.delete("/api/v1/devices/attic-%s?data=keep".formatted(number)).expect(204);
      admin.post(path + "/preregistrations", place("to-come-" + number)).expect(201);
      var devices = Optional.of(List.of("kitchen-" + number));
      var name = GroupName.parse("ovens-" + number);
      admin
          .post("/api/v1/groups", new NewGroup(name, Optional.empty(), Optional.empty(), devices))
          .expect(201);
    }
    for (var number : TWO) {
      var note = new JobAction.Note("behind door " + number);
      var job = new NewJob(JobSelection.where(""), note, Optional.empty());
      admin.post(path + "/jobs", job).expect(201);
    }
  }

  private static NewPlaces place(String name) {
    return new NewPlaces(
        List.of(
            new NewPlace(
                Optional.empty(),
                DeviceName.parse(name),
                Optional.of("intel-nuc"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  /** Nobody can go first, so it halts at once. */
  private void rollout(FleetName fleet, String version) {
    var made = Samples.release(fleet, Optional.of(version), false, Platform.LINUX_AMD64);
    var canary = new Canary(1, Optional.empty(), Optional.empty());
    var _ = api.release(fleet, ReleaseTour.with(made, canary));
  }

  private void variables(String path) {
    var services = List.of(Optional.<ServiceName>empty(), Optional.of(ServiceName.parse("web")));
    for (var service : services) {
      for (var name : List.of("COLOR", "COLOR_2", "a")) {
        var variable =
            new NewVariable(
                VariableName.parse(name), Secret.of(path + service), name.equals("COLOR_2"));
        var edit = new VariableEdit(service, List.of(variable), List.of());
        api.asAdmin().patch(path, edit).expect(204);
      }
    }
  }
}
