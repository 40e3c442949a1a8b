package fleet.api.http;

import fleet.api.access.SshKeys;
import fleet.api.access.TokenSigner;
import fleet.api.access.account.Accounts;
import fleet.api.db.Database;
import fleet.api.device.DeviceSessions;
import fleet.api.device.Devices;
import fleet.api.device.Presence;
import fleet.api.device.ProvisioningKeys;
import fleet.api.device.Registration;
import fleet.api.device.Reports;
import fleet.api.event.EventFeed;
import fleet.api.fleet.Fleets;
import fleet.api.live.DeviceHub;
import fleet.api.live.TargetBoard;
import fleet.api.log.DeviceLogs;
import fleet.api.registry.RegistryTokens;
import fleet.api.release.ReleaseOrders;
import fleet.api.release.Releases;
import fleet.api.remote.Sessions;
import fleet.api.rollout.Progress;
import fleet.api.rollout.RolloutDriver;
import fleet.api.rollout.Rollouts;
import fleet.api.trust.Statements;
import fleet.api.variable.VariableBook;
import fleet.api.view.DeviceViews;
import fleet.api.view.FleetViews;

/** All that the routes put into words of HTTP. */
public record Features(
    Database database,
    EventFeed feed,
    Accounts accounts,
    SshKeys sshKeys,
    TokenSigner signer,
    Fleets fleets,
    FleetViews fleetViews,
    Releases releases,
    Statements statements,
    VariableBook variables,
    ReleaseOrders releaseOrders,
    Rollouts rollouts,
    RolloutDriver rolloutDriver,
    Progress progress,
    Devices devices,
    DeviceViews deviceViews,
    ProvisioningKeys provisioningKeys,
    Registration registration,
    DeviceSessions deviceSessions,
    Presence presence,
    Reports reports,
    DeviceLogs logs,
    Sessions sessions,
    RegistryTokens registryTokens,
    DeviceHub hub,
    TargetBoard board) {}
