package fleet.api.build;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.api.access.Person;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.contract.client.JsonHttp;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The engines that build, as the builder tells of them. Thread-safe. */
public final class BuildEngines {
  /** As many as a builder takes. */
  public static final int MAX = 100;

  private static final String ROUTE = "/internal/v1/engines";

  private final Database database;
  private final JsonHttp builder;
  private final AuditLog audit;

  /**
   * @param builder its internal routes, with the service key
   */
  public BuildEngines(Database database, JsonHttp builder, AuditLog audit) {
    this.database = database;
    this.builder = builder;
    this.audit = audit;
  }

  /** All of them, as they are now. */
  public List<EngineView> list() {
    return asked(() -> builder.get(ROUTE, new TypeReference<List<EngineView>>() {}));
  }

  /** Gives it nothing new to build; what it builds it finishes. */
  public EngineView drain(Person person, EngineName engine) {
    return order(person, engine, "drain");
  }

  /** Gives it work again. */
  public EngineView resume(Person person, EngineName engine) {
    return order(person, engine, "resume");
  }

  /** The builder last: what it refuses is not told as done. */
  private EngineView order(Person person, EngineName engine, String verb) {
    var deed = Deed.of("engine." + verb).to(engine.value());
    return asked(() ->
        database.call(tx -> {
          audit.add(tx, Actor.of(person.name()), deed);
          return builder.post(
              "%s/%s/%s".formatted(ROUTE, engine, verb), Map.of(), EngineView.class);
        }));
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (UnreachableException e) {
      throw new ProblemException(
          ProblemCode.UPSTREAM_FAILED, "the builder does not answer", "try again in a moment");
    }
  }
}
