package fleet.api.buildkey;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.buildkey.KeyRows.Row;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.identity.UserName;
import fleet.contract.node.BuildKeys;
import fleet.contract.node.KeyWrap;
import fleet.contract.node.MasterKey;
import fleet.contract.node.RegistryLogin;
import fleet.contract.node.Rewrap;
import fleet.contract.operator.BuildSecretView;
import fleet.contract.operator.NewBuildSecret;
import fleet.contract.operator.NewRegistryLogin;
import fleet.contract.operator.RegistryLoginView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps and tells keys of builds. Thread-safe. */
public final class BuildKeyBook {
  /** Of each kind. */
  public static final int MAX_OF_FLEET = 100;

  private static final int MAX_BYTES_OF_FLEET = 2 * 1024 * 1024;
  private static final String OWNER = "fleet api build keys";

  private final KeyRows rows = new KeyRows();
  private final Database database;
  private final KeyWrap wrap;
  private final AuditLog audit;
  private final InstantSource clock;

  public BuildKeyBook(Database database, MasterKey masterKey, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.wrap = masterKey.wrapFor(OWNER);
    this.audit = audit;
    this.clock = clock;
  }

  /** Has another master key wrap the values. */
  public static void rewrap(Tx tx, Rewrap rewrap) {
    var rows = new KeyRows();
    for (var row : rows.all(tx)) {
      var again = rewrap.again(OWNER, row.label(), row.wrapped());
      rows.put(
          tx,
          new Row(row.fleet(), row.kind(), row.name(), row.username(), again, row.by(), row.at()));
    }
  }

  /** By name. */
  public List<BuildSecretView> secrets(FleetName fleet) {
    return of(fleet, KeyKind.SECRET, row -> new BuildSecretView(row.name(), row.by(), row.at()));
  }

  /** By host. */
  public List<RegistryLoginView> logins(FleetName fleet) {
    return of(
        fleet,
        KeyKind.REGISTRY,
        row -> new RegistryLoginView(row.name(), row.username(), row.by(), row.at()));
  }

  public void setSecret(UserName by, FleetName fleet, String name, NewBuildSecret secret) {
    put(by, unwrapped(by, fleet, KeyKind.SECRET, name, ""), secret.value().reveal());
  }

  public void setLogin(UserName by, FleetName fleet, String host, NewRegistryLogin login) {
    var row = unwrapped(by, fleet, KeyKind.REGISTRY, host, login.username());
    put(by, row, login.password().reveal().getBytes(StandardCharsets.UTF_8));
  }

  public void removeSecret(UserName by, FleetName fleet, String name) {
    remove(by, fleet, KeyKind.SECRET, name);
  }

  public void removeLogin(UserName by, FleetName fleet, String host) {
    remove(by, fleet, KeyKind.REGISTRY, host);
  }

  /** All of a fleet's, with their values: for the builder. */
  public BuildKeys opened(FleetName fleet) {
    var all = database.call(tx -> rows.of(tx, fleet));
    return new BuildKeys(
        kind(all, KeyKind.SECRET)
            .collect(Collectors.toMap(Row::name, row -> SecretBytes.of(value(row)))),
        kind(all, KeyKind.REGISTRY)
            .map(row ->
                new RegistryLogin(
                    row.name(),
                    row.username(),
                    Secret.of(new String(value(row), StandardCharsets.UTF_8))))
            .toList());
  }

  private <T> List<T> of(FleetName fleet, KeyKind kind, Function<Row, T> view) {
    return kind(database.call(tx -> rows.of(tx, fleet)), kind).map(view).toList();
  }

  private static Stream<Row> kind(List<Row> all, KeyKind kind) {
    return all.stream().filter(row -> row.kind() == kind);
  }

  private Row unwrapped(UserName by, FleetName fleet, KeyKind kind, String name, String username) {
    return new Row(fleet, kind, name, username, "", by, clock.instant());
  }

  private void put(UserName by, Row row, byte[] value) {
    var wrapped = Base64.getEncoder().encodeToString(wrap.wrap(row.label(), value));
    database.run(tx -> {
      rows.lock(tx, row.fleet());
      rows.put(
          tx,
          new Row(
              row.fleet(), row.kind(), row.name(), row.username(), wrapped, row.by(), row.at()));
      requireBounds(rows.of(tx, row.fleet()));
      tell(tx, by, row.fleet(), row.kind(), "set", row.name());
    });
  }

  private static void requireBounds(List<Row> all) {
    var chars = all.stream().mapToInt(row -> row.wrapped().length()).sum();
    var tooMany =
        Stream.of(KeyKind.values()).anyMatch(kind -> kind(all, kind).count() > MAX_OF_FLEET);
    if (tooMany || chars > MAX_BYTES_OF_FLEET / 3 * 4) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST,
          "a fleet keeps at most %d build secrets and %d registry logins, of %d KiB together"
              .formatted(MAX_OF_FLEET, MAX_OF_FLEET, MAX_BYTES_OF_FLEET / 1024),
          "");
    }
  }

  private void remove(UserName by, FleetName fleet, KeyKind kind, String name) {
    database.run(tx -> {
      if (!rows.delete(tx, fleet, kind, name)) {
        throw missing(fleet, kind, name);
      }
      tell(tx, by, fleet, kind, "remove", name);
    });
  }

  private void tell(Tx tx, UserName by, FleetName fleet, KeyKind kind, String what, String name) {
    var deed = "build-%s.%s".formatted(kind.word(), what);
    audit.add(tx, Actor.of(by), Deed.of(deed).in(fleet).to(name));
  }

  private static ProblemException missing(FleetName fleet, KeyKind kind, String name) {
    return switch (kind) {
      case SECRET ->
          new ProblemException(
              ProblemCode.NOT_FOUND,
              "there is no build secret '%s'".formatted(name),
              "fleet build-secret list " + fleet);
      case REGISTRY ->
          new ProblemException(
              ProblemCode.NOT_FOUND,
              "there is no login at %s".formatted(name),
              "fleet registry list " + fleet);
    };
  }

  private byte[] value(Row row) {
    return wrap.unwrap(row.label(), Base64.getDecoder().decode(row.wrapped()));
  }
}
