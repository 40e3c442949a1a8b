package fleet.api.build;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.contract.client.JsonHttp;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import fleet.contract.node.BuildFacts;
import fleet.contract.operator.BuildView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.List;
import java.util.function.Supplier;

/** Builds, as the builder tells of them, and their end. Thread-safe. */
public final class Builds {
  private static final TypeReference<List<BuildView>> VIEWS = new TypeReference<>() {};

  private final Database database;
  private final JsonHttp builder;
  private final AuditLog audit;

  /**
   * @param builder its internal routes, with the service key
   */
  public Builds(Database database, JsonHttp builder, AuditLog audit) {
    this.database = database;
    this.builder = builder;
    this.audit = audit;
  }

  /** A fleet's builds that are remembered, the newest first. */
  public List<BuildView> of(FleetName fleet) {
    return ask(() -> builder.get("/internal/v1/fleets/%s/builds".formatted(fleet), VIEWS));
  }

  /**
   * One build.
   *
   * @throws ProblemException when there is none that they may know of
   */
  public BuildView get(Person person, BuildId build) {
    return ask(() -> {
      requireSight(person, build);
      return builder.get(route(build), BuildView.class);
    });
  }

  /**
   * Ends a build that runs or waits, for whoever may push to its fleet.
   *
   * @throws ProblemException when there is none that they may know of, or it makes its release
   */
  public void cancel(Person person, BuildId build) {
    var _ =
        ask(() -> {
          var fleet = requireSight(person, build);
          Access.require(Access.decide(person, AccessAction.PUSH, fleet));
          // The builder last: what it refuses is not told as done.
          database.run(tx -> {
            var deed = Deed.of("build.cancel").in(fleet).to(build.toString());
            audit.add(tx, Actor.of(person.name()), deed);
            builder.delete(route(build));
          });
          return fleet;
        });
  }

  private FleetName requireSight(Person person, BuildId build) {
    var fleet = builder.get(route(build), BuildFacts.class).fleet();
    if (!person.sight().sees(fleet)) {
      throw new ProblemException(ProblemCode.NOT_FOUND, "there is no build " + build, "");
    }
    return fleet;
  }

  private static String route(BuildId build) {
    return "/internal/v1/builds/" + build;
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (UnreachableException e) {
      throw new ProblemException(
          ProblemCode.UPSTREAM_FAILED, "the builder does not answer", "try again in a moment");
    }
  }
}
