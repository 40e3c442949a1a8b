package fleet.api.access.account;

import fleet.api.access.Person;
import fleet.api.access.account.FailureRows.Subject;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.access.LockOut;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Page;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Makes guessing passwords slow, by name and by address, whether or not anybody has the name. The
 * counts are in the database, so neither another node nor a restart forgets them. Thread-safe.
 */
public final class LockOuts {
  private static final int FIRST = 1;
  private static final int LIMIT_OF_NAME = 10;
  private static final int LIMIT_OF_ADDRESS = 100;
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);
  private static final Duration ADDRESSES_KEPT = Duration.ofDays(90);
  private static final int NETWORK_BYTES = 8;
  private static final String NETWORK = "/64";

  private final FailureRows rows = new FailureRows();
  private final UserRows users = new UserRows();
  private final Database database;
  private final AuditLog audit;
  private final InstantSource clock;
  private Instant nextPrune = Instant.MIN;

  LockOuts(Database database, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Goes on only when a password may be tried.
   *
   * @throws ProblemException with how long to wait
   */
  void require(UserName name, String address) {
    var now = clock.instant();
    database.run(tx -> requireOpen(tx, name, address, now));
  }

  /**
   * Counts how it went. What was tried while others were counted to the limit tells nothing: right
   * or wrong, it must wait. The first failure of somebody's is remembered for good, and each time
   * that the limit is met; those between only as a number.
   *
   * @throws ProblemException with how long to wait
   */
  void settle(UserName name, String address, boolean right) {
    var now = clock.instant();
    database.run(tx -> {
      requireOpen(tx, name, address, now);
      if (right) {
        rows.delete(tx, Subject.of(name));
        return;
      }
      rows.forget(tx, now.minus(Failures.MEMORY));
      if (count(tx, Subject.of(name), now) == FIRST && users.find(tx, name).isPresent()) {
        audit.add(tx, Actor.stranger(), Deed.of("user.sign-in-failed").about(name));
      }
      var _ = count(tx, new Subject(Subject.ADDRESS, network(address)), now);
    });
  }

  private void requireOpen(Tx tx, UserName name, String address, Instant now) {
    for (var key : List.of(Subject.of(name), new Subject(Subject.ADDRESS, network(address)))) {
      rows.find(tx, key)
          .filter(failures -> failures.mustWait(now))
          .ifPresent(failures -> {
            throw tooMany(failures.left(now).toSeconds());
          });
    }
  }

  /** Returns how many there are now. */
  private int count(Tx tx, Subject key, Instant now) {
    var limit = key.kind().equals(Subject.USER) ? LIMIT_OF_NAME : LIMIT_OF_ADDRESS;
    var after = rows.lock(tx, key, now).andOne(now, limit);
    rows.update(tx, key, after);
    if (after.lockedUntil().isPresent()) {
      audit.add(tx, Actor.stranger(), key.deed("user.lock-out"));
    }
    return after.count();
  }

  /**
   * Forgets what is too old, now and then: counts, and in the audit log the addresses that were
   * locked out long ago. Of one thread.
   */
  public void prune() {
    var now = clock.instant();
    if (!now.isBefore(nextPrune)) {
      database.run(tx -> {
        rows.forget(tx, now.minus(Failures.MEMORY));
        audit.forgetAddresses(tx, now.minus(ADDRESSES_KEPT));
      });
      nextPrune = now.plus(PRUNE_EVERY);
    }
  }

  /** Those that hold, the longest first. */
  public Page<LockOut> list(Part part) {
    var now = clock.instant();
    return part.page(
        more -> database.call(tx -> rows.locked(tx, now, more)),
        locked ->
            new TimeCursor(locked.until(), locked.kind() + " " + locked.subject()).toString());
  }

  /** Lets passwords of this name be tried again. */
  public void lift(Person by, UserName name) {
    lift(by, Subject.of(name));
  }

  /** Lets passwords from this address, or network as the list shows it, be tried again. */
  public void lift(Person by, String address) {
    lift(by, new Subject(Subject.ADDRESS, address.endsWith(NETWORK) ? address : network(address)));
  }

  private void lift(Person by, Subject key) {
    database.run(tx -> {
      if (!rows.delete(tx, key)) {
        throw new ProblemException(
            ProblemCode.NOT_FOUND,
            "nothing is locked out there",
            "fleet user locked shows what is");
      }
      audit.add(tx, Actor.of(by.name()), key.deed("user.unlock"));
    });
  }

  /** An address; of IPv6 its network of 64 bits, since whoever has one of it has them all. */
  static String network(String address) {
    try {
      var parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + NETWORK
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return "unknown";
    }
  }

  private static ProblemException tooMany(long seconds) {
    return new ProblemException(
        new Problem(
            ProblemCode.TOO_MANY_REQUESTS,
            "too many wrong passwords",
            "wait %d s, or ask an owner for fleet user unlock".formatted(seconds),
            Map.of("retryAfter", Long.toString(seconds))));
  }
}
