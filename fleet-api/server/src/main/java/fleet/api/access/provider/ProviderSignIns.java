package fleet.api.access.provider;

import fleet.api.access.Person;
import fleet.api.access.Tokens;
import fleet.api.access.account.Identities;
import fleet.api.access.account.Origin;
import fleet.api.access.account.Outsider;
import fleet.api.access.account.WayIn;
import fleet.api.access.provider.UnderWayRows.Begun;
import fleet.api.access.provider.UnderWayRows.Outcome;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.Secret;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.provider.NewProviderSignIn;
import fleet.contract.provider.ProviderSignIn;
import fleet.contract.provider.Redemption;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-ins at providers, from the first step to the last, which may be on different nodes. Each
 * state and each ticket opens once, for ten minutes. Blocking, thread-safe.
 */
public final class ProviderSignIns {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIns.class);
  private static final Duration VALID = Duration.ofMinutes(10);
  private static final int MOST = 10_000;
  private static final int MOST_OF_NETWORK = 100;
  private static final int MOST_CODE_CHARS = 4096;

  private final UnderWayRows rows = new UnderWayRows();
  private final Database database;
  private final Parts parts;
  private final AuditLog audit;
  private final InstantSource clock;

  /** Which providers there are, what is said to them, and who lets people in. */
  record Parts(Providers providers, Conversation conversation, Identities identities) {}

  /**
   * What a browser brings back from a provider.
   *
   * @param issuer who it says it comes from
   */
  public record Return(
      Optional<String> state,
      Optional<String> code,
      Optional<String> error,
      Optional<String> issuer) {}

  ProviderSignIns(Database database, Parts parts, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.parts = parts;
    this.audit = audit;
    this.clock = clock;
  }

  /** Begins one for whoever asks. */
  public ProviderSignIn begin(ProviderName provider, NewProviderSignIn wanted, Origin origin) {
    var way =
        wanted
            .invitation()
            .<WayIn>map(code -> WayIn.Invited.by(code, wanted.user()))
            .orElseGet(WayIn.Known::new);
    return begin(provider, wanted, way, origin);
  }

  /** Begins one by which somebody who is signed in will be known. */
  public ProviderSignIn link(
      Person person, ProviderName provider, NewProviderSignIn wanted, Origin origin) {
    if (wanted.invitation().isPresent()) {
      throw new IllegalArgumentException("invitation: whoever is signed in needs none");
    }
    return begin(provider, wanted, new WayIn.Linking(person.name()), origin);
  }

  private ProviderSignIn begin(
      ProviderName provider, NewProviderSignIn wanted, WayIn way, Origin origin) {
    var client = parts.providers().client(provider);
    var state = Secret.random("");
    var address = address(client, state);
    var now = clock.instant();
    var begun =
        new Begun(
            provider, wanted.challenge(), wanted.finish(), wanted.port(), way, origin.network());
    database.run(tx -> {
      rows.deleteOver(tx, now);
      if (rows.count(tx) >= MOST || rows.count(tx, origin.network()) >= MOST_OF_NETWORK) {
        throw tooMany();
      }
      rows.insert(tx, Tokens.hash(state), begun, now.plus(VALID));
    });
    return new ProviderSignIn(address, now.plus(VALID));
  }

  private URI address(Client client, Secret state) {
    try {
      return parts.conversation().begin(client, state);
    } catch (ProviderFault e) {
      throw new ProblemException(told(client, e));
    }
  }

  /**
   * Takes what the browser brought, and says where it goes now. How it went is told by {@link
   * #redeem} alone, to who began.
   */
  public URI arrive(ProviderName provider, Return brought) {
    var client = parts.providers().client(provider);
    var state = Secret.of(brought.state().orElse(""));
    var begun = database.call(tx -> rows.arrive(tx, Tokens.hash(state), provider, clock.instant()));
    if (begun.isEmpty()) {
      return page(client, "sign-in/over");
    }
    var outcome = outcome(client, state, brought);
    var ticket = Secret.random("");
    database.run(tx -> {
      rows.settle(tx, Tokens.hash(state), Tokens.hash(ticket), outcome);
      outcome.problem().ifPresent(problem -> refused(tx, provider, problem));
    });
    return home(client, begun.get(), ticket);
  }

  private Outcome outcome(Client client, Secret state, Return brought) {
    try {
      return new Outcome(Optional.of(outsider(client, state, brought)), Optional.empty());
    } catch (ProviderFault e) {
      return new Outcome(Optional.empty(), Optional.of(told(client, e)));
    } catch (ProblemException e) {
      return new Outcome(Optional.empty(), Optional.of(e.problem()));
    }
  }

  private Outsider outsider(Client client, Secret state, Return brought) {
    brought
        .error()
        .ifPresent(error -> {
          throw new ProviderFault("it let nobody in" + Conversation.error(error));
        });
    var code =
        brought
            .code()
            .filter(text -> text.length() <= MOST_CODE_CHARS)
            .orElseThrow(() -> new ProviderFault("the browser brought no code"));
    var claims = parts.conversation().end(client, state, code, brought.issuer());
    return Admission.decide(client.name(), client.terms(), claims);
  }

  private static URI home(Client client, Begun begun, Secret ticket) {
    return switch (begun.finish()) {
      case PAGE -> page(client, "sign-in/" + ticket.reveal());
      case CODE -> page(client, "code/" + ticket.reveal());
      case LOOPBACK ->
          URI.create(
              "http://127.0.0.1:%d/?ticket=%s"
                  .formatted(begun.port().orElseThrow(), ticket.reveal()));
    };
  }

  /** Behind the mark of a fragment, so that no server's log has it. */
  private static URI page(Client client, String view) {
    return URI.create("%s/#/%s".formatted(client.terms().server(), view));
  }

  /**
   * Lets in whoever began, or says why not.
   *
   * @param asks who is signed in meanwhile; whoever links must be, until the end
   * @throws ProblemException when the ticket opens nothing, or they may not come in
   */
  public SignedIn redeem(Redemption redemption, Optional<Person> asks, Origin origin) {
    var ticket = Tokens.hash(redemption.ticket());
    var ended =
        database
            .call(tx -> rows.take(tx, ticket, clock.instant()))
            .orElseThrow(ProviderSignIns::over);
    var begun = ended.begun();
    if (!isBy(begun, redemption.verifier()) || !isStillIn(begun.way(), asks)) {
      database.run(tx -> refused(tx, begun.provider(), over().problem()));
      throw over();
    }
    ended
        .outcome()
        .problem()
        .ifPresent(problem -> {
          throw problem.asException();
        });
    try {
      var outsider = ended.outcome().outsider().orElseThrow(ProviderSignIns::over);
      return parts.identities().admit(outsider, begun.way(), origin);
    } catch (ProblemException e) {
      database.run(tx -> refused(tx, begun.provider(), e.problem()));
      throw e;
    }
  }

  private static boolean isBy(Begun begun, Secret verifier) {
    return MessageDigest.isEqual(
        ascii(NewProviderSignIn.challengeOf(verifier)), ascii(begun.challenge()));
  }

  /** A token that was taken away since then links nothing. */
  private static boolean isStillIn(WayIn way, Optional<Person> asks) {
    return !(way instanceof WayIn.Linking(var user))
        || asks.filter(person -> person.name().equals(user)).isPresent();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void refused(Tx tx, ProviderName provider, Problem problem) {
    // What stands in quotes may be somebody's name, which the log must not hold, nor an address.
    var why = problem.message().replaceAll("'[^']*'|\\S+@\\S+", "...");
    audit.add(tx, new Actor.Provider(provider), Deed.of("user.sign-in-refused").to(why));
  }

  private static Problem told(Client client, ProviderFault fault) {
    LOG.atWarn()
        .addKeyValue("provider", client.name())
        .addKeyValue("issuer", client.terms().issuer())
        .log("a sign-in failed: {}", fault.getMessage());
    return new Problem(
        ProblemCode.UPSTREAM_FAILED,
        "could not sign in with %s: %s".formatted(client.terms().title(), fault.getMessage()),
        "try again, or sign in by a password");
  }

  private static ProblemException over() {
    return new ProblemException(
        ProblemCode.GONE,
        "this sign-in is over, or began elsewhere",
        "begin it again from where you are");
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        new Problem(
            ProblemCode.TOO_MANY_REQUESTS,
            "too many sign-ins are under way",
            "try again in a few minutes",
            Map.of("retryAfter", Long.toString(VALID.toSeconds()))));
  }
}
