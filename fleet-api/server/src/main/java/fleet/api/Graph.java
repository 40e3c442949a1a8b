package fleet.api;

import fleet.api.access.SshKeys;
import fleet.api.access.TokenSigner;
import fleet.api.access.account.Accounts;
import fleet.api.access.provider.Outside;
import fleet.api.audit.AuditBook;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Sealer;
import fleet.api.build.BuildEngines;
import fleet.api.build.Builds;
import fleet.api.buildkey.BuildKeyBook;
import fleet.api.db.Database;
import fleet.api.device.Actions;
import fleet.api.device.DeviceEdits;
import fleet.api.device.DeviceSessions;
import fleet.api.device.Devices;
import fleet.api.device.Preregistration;
import fleet.api.device.Presence;
import fleet.api.device.ProvisioningKeys;
import fleet.api.device.Registration;
import fleet.api.device.Reports;
import fleet.api.event.EventFeed;
import fleet.api.event.Outbox;
import fleet.api.fleet.Fleets;
import fleet.api.group.Groups;
import fleet.api.http.Features;
import fleet.api.http.OpenStreams;
import fleet.api.job.JobRunner;
import fleet.api.job.Jobs;
import fleet.api.job.Orders;
import fleet.api.live.DeviceHub;
import fleet.api.live.Inbox;
import fleet.api.live.TargetBoard;
import fleet.api.live.TargetSource;
import fleet.api.log.DeviceLogs;
import fleet.api.pin.Pins;
import fleet.api.policy.BranchPolicies;
import fleet.api.policy.HostPolicies;
import fleet.api.registry.RegistryTokens;
import fleet.api.release.ReleaseOrders;
import fleet.api.release.Releases;
import fleet.api.remote.Sessions;
import fleet.api.remote.Tunnel;
import fleet.api.rollout.Assignments;
import fleet.api.rollout.Progress;
import fleet.api.rollout.RolloutDriver;
import fleet.api.rollout.Rollouts;
import fleet.api.target.RegistryDoor;
import fleet.api.target.TargetTerms;
import fleet.api.trust.FleetSigners;
import fleet.api.trust.Statements;
import fleet.api.type.DeviceTypes;
import fleet.api.variable.DeviceVariables;
import fleet.api.variable.VariableBook;
import fleet.api.view.DeviceViews;
import fleet.api.view.FleetViews;
import fleet.contract.client.JsonHttp;
import fleet.contract.node.MasterKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Who is given to whom. */
final class Graph {
  /** Longest silence between two reports; also the poll interval. */
  static final Duration REPORT_INTERVAL = Duration.ofMinutes(1);

  private Graph() {}

  /** Builds everything; reads or makes the keys, so the schema must be there. */
  static Features of(ApiConfig config, Database database, Clock clock, ExecutorService threads) {
    var audit = new AuditLog(clock);
    var outbox = new Outbox(clock);
    var feed = new EventFeed(database, clock);
    var masterKey = new MasterKey(config.masterKey());
    var accounts = Accounts.of(database, outbox, audit, clock);
    var signer = TokenSigner.load(database, masterKey, audit, clock);
    var types = new DeviceTypes(database, outbox, audit, clock);
    var fleets = new Fleets(database, types, outbox, audit, clock);
    var statements =
        new Statements(database, masterKey, new Statements.Parts(fleets, outbox, audit), clock);
    var assignments = new Assignments(outbox, statements, clock);
    var rolloutEffects = new Rollouts.Effects(assignments, outbox, audit);
    var rollouts = new Rollouts(database, rolloutEffects, new SecureRandom(), clock);
    var policies = new HostPolicies(database, audit);
    var releaseEffects =
        new Releases.Effects(statements, assignments, rollouts, policies, outbox, audit);
    var releases = new Releases(database, releaseEffects, clock);
    var devices = new Devices(database, outbox, audit, clock);
    var pins =
        new Pins(
            database, new Pins.Parts(devices, releases, assignments, statements, audit), clock);
    var edits =
        new DeviceEdits(
            database,
            new DeviceEdits.Parts(fleets, types, releases, assignments, statements, outbox, audit));
    var deviceViews = new DeviceViews(database, releases, clock);
    var orders =
        new Orders(new Orders.Parts(devices, edits, pins, deviceViews, assignments), clock);
    var actions = new Actions(outbox, clock);
    var keys = new ProvisioningKeys(database, fleets, types, audit, clock);
    var presence = new Presence(database, outbox, clock);
    var reports = new Reports(database, devices, actions, outbox);
    var logs = new DeviceLogs(database, clock);
    var tunnel = new Tunnel(config.tunnelUrl(), config.serviceKey());
    var targetParts =
        new TargetSource.Parts(
            devices, pins, releases, actions, statements, new DeviceVariables(masterKey));
    var source = new TargetSource(database, targetParts, terms(config));
    var inbox = new Inbox(presence, reports, logs);
    var builder =
        new JsonHttp(
            JsonHttp.defaultClient(), config.builderUrl(), () -> Optional.of(config.serviceKey()));
    return new Features(
        database,
        feed,
        new Sealer(database),
        new AuditBook(database, statements::sign, statements::chain, clock),
        builder,
        new Builds(database, builder, audit),
        new BuildEngines(database, builder, audit),
        accounts,
        Outside.of(database, masterKey, accounts.identities(), audit, clock),
        new SshKeys(database, audit, clock),
        signer,
        fleets,
        new FleetViews(database, config.gitPort(), clock),
        types,
        policies,
        new BranchPolicies(database, audit),
        releases,
        statements,
        new FleetSigners(database, new FleetSigners.Parts(statements, outbox, audit)),
        new VariableBook(database, masterKey, new VariableBook.Parts(outbox, audit), clock),
        new BuildKeyBook(database, masterKey, audit, clock),
        new ReleaseOrders(database, releases, releaseEffects),
        rollouts,
        new RolloutDriver(database, feed, rollouts, rolloutEffects, clock),
        new Progress(clock),
        devices,
        edits,
        pins,
        new Groups(database, devices, outbox, audit, clock),
        new Jobs(database, new Jobs.Parts(fleets, outbox, audit), clock),
        new JobRunner(database, feed, new JobRunner.Effects(orders, outbox, audit), clock),
        deviceViews,
        keys,
        new Registration(
            database,
            new Registration.Parts(keys, types, releases, statements, outbox, audit),
            clock),
        new Preregistration(
            database,
            new Preregistration.Parts(keys, types, edits, releases, outbox, audit),
            clock),
        new DeviceSessions(masterKey, devices, signer, clock),
        presence,
        reports,
        logs,
        new Sessions(database, new Sessions.Parts(tunnel, actions, audit), clock),
        new RegistryTokens(database, devices, releases, signer, clock),
        new DeviceHub(new DeviceHub.Parts(source, inbox, presence), feed.hearing(), threads, clock),
        new TargetBoard(source, feed.hearing(), clock),
        new OpenStreams());
  }

  private static TargetTerms terms(ApiConfig config) {
    return new TargetTerms(
        RegistryDoor.of(config.registryUrl()), REPORT_INTERVAL, config.soak(), config.deadline());
  }
}
