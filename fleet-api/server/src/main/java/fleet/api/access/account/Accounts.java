package fleet.api.access.account;

import fleet.api.access.apikey.ApiKeys;
import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.api.event.Outbox;
import java.time.InstantSource;

/** All that there is about people. */
public record Accounts(
    Users users,
    UserChanges changes,
    Erasure erasure,
    SignIns signIns,
    ApiKeys apiKeys,
    LockOuts lockOuts,
    Invitations invitations,
    Identities identities,
    FleetPeople fleetPeople,
    Explanations explanations) {
  public static Accounts of(Database database, Outbox outbox, AuditLog audit, InstantSource clock) {
    var passwords = new Passwords();
    var users = new Users(database, passwords, audit, clock);
    var apiKeys = new ApiKeys(database, outbox, audit, clock);
    var lockOuts = new LockOuts(database, audit, clock);
    var signIns =
        new SignIns(database, new SignIns.Parts(users, apiKeys, lockOuts, outbox), audit, clock);
    var invitations =
        new Invitations(database, new Invitations.Parts(users, signIns), audit, clock);
    var outside = new Identities.Parts(users, invitations, new GroupRoles(outbox, audit), signIns);
    return new Accounts(
        users,
        new UserChanges(database, passwords, outbox, audit, clock),
        new Erasure(database, outbox, audit),
        signIns,
        apiKeys,
        lockOuts,
        invitations,
        new Identities(database, outside, audit, clock),
        new FleetPeople(database, outbox, audit),
        new Explanations(users));
  }
}
