package fleet.api;

import fleet.api.PublishedRoutes.Route;
import fleet.api.access.Tokens;
import fleet.contract.identity.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Looks into the audit log around requests, and remembers those that succeeded and of which it
 * tells nothing, or tells it of somebody else. Thread-safe.
 */
final class AuditWitness {
  private static final String FIRST = "select coalesce(max(id), 0) from api.audit";

  private final Queue<Route> untold = new ConcurrentLinkedQueue<>();
  private final RunningApi api;

  AuditWitness(RunningApi api) {
    this.api = api;
  }

  /** The routes by which something was done that is not in the log. */
  List<Route> untold() {
    return List.copyOf(untold);
  }

  /** Before it is asked, for afterwards the token may be nobody's. */
  Look look(Optional<Secret> token) {
    return new Look(api.database().value(FIRST).orElseThrow(), token.flatMap(this::person));
  }

  private Optional<String> person(Secret token) {
    var hash = HexFormat.of().formatHex(Tokens.hash(token));
    return api.database()
        .value(
            """
            select user_name from api.sign_ins where token_hash = '\\x%1$s'
            union all select user_name from api.api_keys where key_hash = '\\x%1$s'
            """
                .formatted(hash));
  }

  /** What the log had before a request, and the person who asks. */
  final class Look {
    private final String last;
    private final Optional<String> person;

    private Look(String last, Optional<String> person) {
      this.last = last;
      this.person = person;
    }

    /** After it succeeded: whoever shows no name did it as somebody else than the server. */
    void requireTold(Route route) {
      var actor =
          person
              .map("p.name = '%s'"::formatted)
              .orElse(route.who().equals("person") ? "false" : "a.who <> 'server'");
      var row =
          """
          select a.id from api.audit a left join api.audit_people p on a.who = 'person:' || p.mark
          where a.id > %s and (%s) limit 1
          """
              .formatted(last, actor);
      if (api.database().value(row).isEmpty()) {
        untold.add(route);
      }
    }
  }
}
