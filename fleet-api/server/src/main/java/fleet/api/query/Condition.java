package fleet.api.query;

import java.time.Instant;
import java.util.List;

/**
 * A condition of SQL over {@code api.devices d} and its {@code api.device_states s}.
 *
 * @param sql made of constants only
 * @param values the first is bound as {@code :q0}, the second as {@code :q1}: text, ids and times
 */
public record Condition(String sql, List<Object> values) {
  public Condition {
    values = List.copyOf(values);
  }

  /** What the query means at that moment. */
  public static Condition of(Query query, Instant now) {
    return new ConditionWriter(now).write(query);
  }

  /** How the value at that place is bound. */
  public static String name(int place) {
    return "q" + place;
  }
}
