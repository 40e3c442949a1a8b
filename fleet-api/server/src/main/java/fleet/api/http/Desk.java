package fleet.api.http;

import fleet.api.dashboard.Dashboard;
import fleet.contract.client.JsonHttp;
import java.time.Clock;
import java.util.Map;

/** Who answers which routes. */
record Desk(
    PeopleAnswers people,
    AccessAnswers access,
    SignInAnswers signIns,
    ProviderAnswers providers,
    FleetAnswers fleets,
    TypeAnswers types,
    PlaceAnswers places,
    ReleaseAnswers releases,
    SbomAnswers sboms,
    TrustAnswers trust,
    AuditAnswers audit,
    VariableAnswers variables,
    BuildKeyAnswers buildKeys,
    EngineAnswers engines,
    ReleaseOrderAnswers releaseOrders,
    RolloutAnswers rollouts,
    DeviceAnswers devices,
    DeviceEditAnswers deviceEdits,
    GroupAnswers groups,
    JobAnswers jobs,
    EventAnswers events,
    HealthAnswers health,
    DeviceApi deviceApi,
    InstallAnswers install,
    RegistryAnswers registry,
    InternalAnswers internal,
    Proxies proxies,
    PublishedContract contract,
    Dashboard dashboard) {
  /** Who passes requests on to other parts of the server. */
  record Proxies(BuildProxy builds, GitProxy git, ImageProxy images) {}

  static Desk of(Features all, HttpSettings settings, Proxies proxies) {
    return new Desk(
        new PeopleAnswers(all.accounts(), all.sshKeys()),
        new AccessAnswers(all.accounts(), all.fleets()),
        new SignInAnswers(all.accounts()),
        new ProviderAnswers(all.outside(), all.accounts().signIns()),
        new FleetAnswers(
            all.fleets(),
            all.fleetViews(),
            all.deviceTypes(),
            all.provisioningKeys(),
            all.hostPolicies(),
            all.branchPolicies(),
            all.runningBuilds(),
            new InstallLine(settings.hosts(), settings.tls())),
        new TypeAnswers(all.deviceTypes()),
        new PlaceAnswers(all.preregistration(), new InstallLine(settings.hosts(), settings.tls())),
        new ReleaseAnswers(all.database(), all.releases(), all.progress(), all.feed()),
        new SbomAnswers(all.releases(), all.builder()),
        new TrustAnswers(all.statements(), all.signers(), all.releases()),
        new AuditAnswers(all.auditBook()),
        new VariableAnswers(all.variables(), all.devices(), Clock.systemUTC()),
        new BuildKeyAnswers(all.buildKeys()),
        new EngineAnswers(all.engines()),
        new ReleaseOrderAnswers(all.releases(), all.releaseOrders()),
        new RolloutAnswers(all.releases(), all.releaseOrders(), all.rollouts()),
        new DeviceAnswers(
            all.fleets(),
            all.devices(),
            all.groups(),
            all.deviceViews(),
            all.logs(),
            all.sessions()),
        new DeviceEditAnswers(all.devices(), all.deviceEdits(), all.pins(), all.deviceViews()),
        new GroupAnswers(all.fleets(), all.groups()),
        new JobAnswers(all.jobs(), all.groups()),
        new EventAnswers(all.feed()),
        health(all, settings),
        deviceApi(all, settings),
        new InstallAnswers(
            new InstallScript(settings.tls().flatMap(TlsDoor::authority)),
            settings.supervisorBundle()),
        new RegistryAnswers(all.registryTokens(), all.accounts().signIns(), all.deviceSessions()),
        internal(all),
        proxies,
        new PublishedContract(),
        Dashboard.load());
  }

  private static HealthAnswers health(Features all, HttpSettings settings) {
    var parts = Map.of("builder", settings.builderUrl(), "tunnel", settings.tunnelUrl());
    return new HealthAnswers(all.database(), JsonHttp.defaultClient(), parts);
  }

  private static DeviceApi deviceApi(Features all, HttpSettings settings) {
    return new DeviceApi(
        all.registration(),
        all.deviceSessions(),
        all.presence(),
        new DeviceApi.Live(all.hub(), all.board(), all.reports(), all.logs()),
        settings.pollWindow());
  }

  private static InternalAnswers internal(Features all) {
    return new InternalAnswers(
        new InternalAnswers.People(all.accounts().users(), all.sshKeys(), all.signer()),
        all.fleets(),
        all.devices(),
        all.releases(),
        all.registryTokens(),
        all.sessions(),
        all.deviceTypes(),
        all.hostPolicies(),
        all.branchPolicies());
  }
}
