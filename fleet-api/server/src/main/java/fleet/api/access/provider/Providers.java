package fleet.api.access.provider;

import fleet.api.access.Person;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.Secret;
import fleet.contract.node.KeyWrap;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.provider.NewProvider;
import fleet.contract.provider.ProviderSummary;
import fleet.contract.provider.ProviderView;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/** The providers of the installation; client secrets lie wrapped. Thread-safe. */
public final class Providers {
  /** How many there are at most. */
  public static final int MOST = 20;

  private static final String OWNER = "fleet api providers";

  private final ProviderRows rows = new ProviderRows();
  private final Database database;
  private final Directory directory;
  private final KeyWrap wrap;
  private final AuditLog audit;
  private final InstantSource clock;

  Providers(Database database, Parts parts, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.directory = parts.directory();
    this.wrap = parts.masterKey().wrapFor(OWNER);
    this.audit = audit;
    this.clock = clock;
  }

  /** What providers publish, and what wraps their secrets. */
  record Parts(Directory directory, MasterKey masterKey) {}

  public List<ProviderSummary> list() {
    return database.call(rows::list).stream()
        .map(row ->
            new ProviderSummary(
                row.name(), row.terms().title(), row.terms().issuer(), row.terms().server()))
        .toList();
  }

  public ProviderView get(ProviderName name) {
    return view(row(name));
  }

  /**
   * Adds a provider, or replaces it whole, once it was asked what it publishes.
   *
   * @throws ProblemException when it does not answer as a provider does, or there are too many
   */
  public ProviderView put(Person by, ProviderName name, NewProvider wanted) {
    var terms = wanted.terms();
    try {
      directory.askMetadata(terms.issuer());
    } catch (ProviderFault e) {
      throw new ProblemException(
          ProblemCode.UPSTREAM_FAILED,
          "%s cannot be used: %s".formatted(terms.issuer(), e.getMessage()),
          "look at " + Metadata.address(terms.issuer()));
    }
    var wrapped = wanted.clientSecret().map(secret -> wrapped(name, secret));
    var row = new ProviderRows.Row(name, terms, wrapped, by.name(), clock.instant());
    database.run(tx -> {
      rows.lock(tx);
      if (rows.list(tx).size() >= MOST && rows.find(tx, name).isEmpty()) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "there are %d providers already".formatted(MOST),
            "fleet provider rm NAME removes one");
      }
      rows.put(tx, row);
      var deed = Deed.of("provider.put").to("%s %s".formatted(name, terms.issuer()));
      audit.add(tx, Actor.of(by.name()), deed);
    });
    return view(row);
  }

  /** Nobody comes in by it any more; who came in by it stays, until they are signed out. */
  public void remove(Person by, ProviderName name) {
    database.run(tx -> {
      if (!rows.delete(tx, name)) {
        throw missing(name);
      }
      audit.add(tx, Actor.of(by.name()), Deed.of("provider.remove").to(name));
    });
  }

  /** This installation as its client. */
  Client client(ProviderName name) {
    var row = row(name);
    return new Client(name, row.terms(), row.secret().map(wrapped -> unwrapped(name, wrapped)));
  }

  /** Has another master key wrap the secrets. */
  public static void rewrap(Tx tx, Rewrap rewrap) {
    var rows = new ProviderRows();
    for (var row : rows.list(tx)) {
      row.secret()
          .map(wrapped -> rewrap.again(OWNER, row.name().value(), wrapped))
          .ifPresent(again -> rows.rewrap(tx, row.name(), again));
    }
  }

  private ProviderRows.Row row(ProviderName name) {
    return database.call(tx -> rows.find(tx, name)).orElseThrow(() -> missing(name));
  }

  private String wrapped(ProviderName name, Secret secret) {
    var plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(wrap.wrap(name.value(), plain));
  }

  private Secret unwrapped(ProviderName name, String wrapped) {
    var plain = wrap.unwrap(name.value(), Base64.getDecoder().decode(wrapped));
    return Secret.of(new String(plain, StandardCharsets.UTF_8));
  }

  private static ProviderView view(ProviderRows.Row row) {
    return new ProviderView(
        row.name(),
        row.terms(),
        row.secret().isPresent(),
        Client.callback(row.name(), row.terms()),
        row.changedBy(),
        row.changedAt());
  }

  private static ProblemException missing(ProviderName name) {
    return new ProblemException(
        ProblemCode.NOT_FOUND,
        "there is no provider '%s'".formatted(name),
        "fleet provider list shows them");
  }
}
