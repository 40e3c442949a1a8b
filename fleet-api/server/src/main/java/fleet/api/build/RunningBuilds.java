package fleet.api.build;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.contract.client.JsonHttp;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.BuildId;
import fleet.contract.node.AccessAction;
import fleet.contract.node.BuildFacts;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;

/** Ends builds by asking the builder. Thread-safe. */
public final class RunningBuilds {
  private final Database database;
  private final JsonHttp builder;
  private final AuditLog audit;

  /**
   * @param builder its internal routes, with the service key
   */
  public RunningBuilds(Database database, JsonHttp builder, AuditLog audit) {
    this.database = database;
    this.builder = builder;
    this.audit = audit;
  }

  /**
   * Ends a build that runs or waits, for whoever may push to its fleet.
   *
   * @throws ProblemException when there is none that they may know of, or it makes its release
   */
  public void cancel(Person person, BuildId build) {
    try {
      var route = "/internal/v1/builds/" + build;
      var fleet = builder.get(route, BuildFacts.class).fleet();
      if (!person.sight().sees(fleet)) {
        throw new ProblemException(ProblemCode.NOT_FOUND, "there is no build " + build, "");
      }
      Access.require(Access.decide(person, AccessAction.PUSH, fleet));
      // The builder last: what it refuses is not told as done.
      database.run(tx -> {
        audit.add(
            tx, Actor.of(person.name()), Deed.of("build.cancel").in(fleet).to(build.toString()));
        builder.delete(route);
      });
    } catch (UnreachableException e) {
      throw new ProblemException(
          ProblemCode.UPSTREAM_FAILED, "the builder does not answer", "try again in a moment");
    }
  }
}
