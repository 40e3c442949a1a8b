package fleet.api.remote;

import fleet.api.access.OpenSshKey;
import fleet.api.access.Person;
import fleet.api.access.Tokens;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.device.Actions;
import fleet.api.device.Device;
import fleet.api.wire.Part;
import fleet.contract.device.DeviceAction;
import fleet.contract.device.LinkOffer;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SessionId;
import fleet.contract.node.Certificate;
import fleet.contract.node.EndedSessions;
import fleet.contract.node.GatewayFacts;
import fleet.contract.node.HostCertificateRequest;
import fleet.contract.node.OpenSessions;
import fleet.contract.node.UserCertificateRequest;
import fleet.contract.operator.Page;
import fleet.contract.operator.SshGrant;
import fleet.contract.operator.SshRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Opens ways into devices. Whoever calls has checked that the person may. Thread-safe. */
public final class Sessions {
  private static final Duration USER_VALID = Duration.ofMinutes(5);
  private static final Duration HOST_VALID = Duration.ofHours(1);
  private static final Duration ORDER_VALID = Duration.ofMinutes(2);
  private static final Duration GATEWAY_KNOWS = Duration.ofDays(30);
  private static final String GATEWAY_USER = "fleet";

  /** What it needs of its neighbours. */
  public record Parts(Tunnel tunnel, Actions actions, AuditLog audit) {}

  private final SessionRows rows = new SessionRows();
  private final SessionEnds ends;
  private final Database database;
  private final Parts parts;
  private final InstantSource clock;

  public Sessions(Database database, Parts parts, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.clock = clock;
    this.ends = new SessionEnds(database, clock);
  }

  /**
   * Records the session, orders the device to dial, and answers what {@code ssh} needs.
   *
   * @param shown by what they ask, and without which the session is over
   */
  public SshGrant open(Person person, Secret shown, Device device, SshRequest request) {
    var key = OpenSshKey.parse(request.publicKey());
    var session = SessionId.random();
    var now = clock.instant();
    var gateway = parts.tunnel().gateway();
    var host =
        parts
            .tunnel()
            .certify(new HostCertificateRequest(device.id(), device.publicKey(), HOST_VALID));
    var user =
        parts
            .tunnel()
            .certify(
                new UserCertificateRequest(
                    session,
                    person.name(),
                    device.id(),
                    request.landing(),
                    key.line(),
                    USER_VALID));
    var row =
        new SessionRows.Row(
            session, device.id(), person.name(), request.landing(), now, user.expiresAt());
    var order = openLink(gateway, host, now);
    database.run(tx -> {
      rows.insert(tx, row, Tokens.hash(shown));
      record(tx, device, row, order);
    });
    return grant(row, user, gateway);
  }

  /** Those of them whose people are to be sent away. */
  public EndedSessions ended(OpenSessions asked) {
    return ends.among(asked.sessions());
  }

  /**
   * Those of people who were erased, among what the gateway may know an address of; the oldest
   * first.
   */
  public Page<SessionId> erased(Part part) {
    var since = clock.instant().minus(GATEWAY_KNOWS);
    var page =
        part.<SessionRows.Erased>page(
            more -> database.call(tx -> rows.erased(tx, since, cursor(more.after()), more.limit())),
            session -> Long.toString(session.audit()));
    return new Page<>(page.items().stream().map(SessionRows.Erased::session).toList(), page.next());
  }

  private static long cursor(String after) {
    try {
      return after.isEmpty() ? 0 : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("after: not a cursor of this list", e);
    }
  }

  private void record(Tx tx, Device device, SessionRows.Row row, DeviceAction.OpenLink order) {
    parts.actions().order(tx, device, order);
    parts
        .audit()
        .add(
            tx,
            Actor.of(row.user()),
            Deed.of("session.open")
                .in(device.fleet())
                .to("%s %s %s".formatted(device.id(), row.landing(), row.id())));
  }

  private static DeviceAction.OpenLink openLink(
      GatewayFacts gateway, Certificate host, Instant now) {
    var offer =
        new LinkOffer(
            gateway.host(),
            gateway.port(),
            gateway.hostKey(),
            gateway.userAuthority(),
            host.line());
    return new DeviceAction.OpenLink(UUID.randomUUID(), now.plus(ORDER_VALID), offer);
  }

  private static SshGrant grant(SessionRows.Row row, Certificate user, GatewayFacts gateway) {
    return new SshGrant(
        row.id(),
        row.device(),
        user.line(),
        row.device() + ".fleet",
        row.landing(),
        gateway.host(),
        gateway.port(),
        GATEWAY_USER,
        List.of("%s " + gateway.hostKey(), "@cert-authority *.fleet " + gateway.hostAuthority()),
        user.expiresAt());
  }
}
