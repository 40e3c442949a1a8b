package fleet.api.query;

import fleet.contract.device.Phase;
import fleet.contract.operator.DeviceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a query as SQL. What is unknown stays null, which a condition without {@code not} takes as
 * false; so each {@code not} makes it false first. Mutable, used once by one thread.
 */
final class ConditionWriter {
  private static final String IS_HERE = "coalesce(s.online and s.online_until > %s, false)";

  private static final String IS_EXPECTED =
      "d.id in (select device from api.places where taken_at is null)";

  private final Instant now;
  private final List<Object> values = new ArrayList<>();

  ConditionWriter(Instant now) {
    this.now = now;
  }

  Condition write(Query query) {
    return new Condition(sql(query), values);
  }

  private String sql(Query query) {
    return switch (query) {
      case Query.All(var parts) -> parts.isEmpty() ? "true" : joined(parts, " and ");
      case Query.Any(var parts) -> joined(parts, " or ");
      case Query.Not(var part) -> "not coalesce(%s, false)".formatted(sql(part));
      case Query.TextIs(var field, var wanted) -> textIs(field, wanted);
      case Query.TextLike(var field, var shape) -> textLike(field, shape);
      case Query.Exists(var field) -> exists(field);
      case Query.VersionCompares(var field, var comparison, var version) ->
          versionCompares(field, comparison, version);
      case Query.IdIs(var ids) -> "d.id in (%s)".formatted(bound(ids));
      case Query.StatusIs(var statuses) ->
          statuses.stream().map(this::status).collect(Collectors.joining(" or ", "(", ")"));
      case Query.AgeCompares(var moment, var comparison, var age) ->
          "(%s %s %s)"
              .formatted(column(moment), comparison.mirrored().symbol(), bound(now.minus(age)));
      case Query.Member(var group) ->
          "d.id in (select device from api.group_members where group_name = %s)"
              .formatted(bound(group));
      case Query.InGroup(var names) ->
          throw new IllegalStateException("nobody said what these groups mean: " + names);
      case Query.Holds(var claim) -> holds(claim);
      case Query.PhaseIs(var phases) ->
          phases.stream().map(this::phase).collect(Collectors.joining(" or ", "(", ")"));
      case Query.PinLasts(var comparison, var rest) ->
          ofPin("ends_at %s %s".formatted(comparison.symbol(), bound(now.plus(rest))));
    };
  }

  private String joined(List<Query> parts, String by) {
    return parts.stream().map(this::sql).collect(Collectors.joining(by, "(", ")"));
  }

  private String textIs(TextField field, List<String> wanted) {
    return switch (field) {
      case TextField.Column column -> "%s in (%s)".formatted(column(column), bound(wanted));
      case TextField.Version version ->
          ofVersion(version, "%s in (%s)".formatted(text(version), bound(wanted)));
      case TextField.Pin pin -> ofPin("%s in (%s)".formatted(column(pin), bound(wanted)));
      case TextField.Tag(var key) ->
          wanted.stream()
              .map(
                  value -> "d.tags @> jsonb_build_object(%s, %s)".formatted(cast(key), cast(value)))
              .collect(Collectors.joining(" or ", "(", ")"));
    };
  }

  private String textLike(TextField field, String shape) {
    return switch (field) {
      case TextField.Column column -> "%s like %s".formatted(column(column), like(shape));
      case TextField.Version version ->
          ofVersion(version, "%s like %s".formatted(text(version), like(shape)));
      case TextField.Pin pin -> ofPin("%s like %s".formatted(column(pin), like(shape)));
      case TextField.Tag(var key) -> "d.tags ->> %s like %s".formatted(cast(key), like(shape));
    };
  }

  private String exists(TextField field) {
    return switch (field) {
      case TextField.Column column -> "%s <> ''".formatted(column(column));
      case TextField.Version version -> ofVersion(version, "true");
      case TextField.Pin _ -> holds(Query.Claim.PINNED);
      case TextField.Tag(var key) -> "d.tags -> %s is not null".formatted(cast(key));
    };
  }

  private String versionCompares(
      TextField.Version field, Comparison comparison, VersionOrder version) {
    var order = field == TextField.Version.SUPERVISOR ? "d.supervisor_order" : "version_order";
    return ofVersion(field, "%s %s %s".formatted(order, comparison.symbol(), bound(version.key())));
  }

  /** Releases are few and devices many: their rows are asked once, not for each device. */
  private static String ofVersion(TextField.Version field, String condition) {
    return switch (field) {
      case SUPERVISOR -> condition;
      case RELEASE -> ofRelease("s.running", condition);
      case HEALTHY -> ofRelease("s.healthy", condition);
      case TARGET -> ofRelease("d.release", condition);
    };
  }

  private static String ofRelease(String column, String condition) {
    return "%s in (select id from api.releases where %s)".formatted(column, condition);
  }

  private static String text(TextField.Version field) {
    return field == TextField.Version.SUPERVISOR ? "d.supervisor_version" : "version";
  }

  private String status(DeviceStatus status) {
    return switch (status) {
      case PREREGISTERED -> IS_EXPECTED;
      case NEVER_SEEN -> "(s.last_seen is null and not %s)".formatted(IS_EXPECTED);
      case ONLINE -> "(s.last_seen is not null and %s)".formatted(IS_HERE.formatted(bound(now)));
      case OFFLINE ->
          "(s.last_seen is not null and not %s)".formatted(IS_HERE.formatted(bound(now)));
    };
  }

  private static String holds(Query.Claim claim) {
    return switch (claim) {
      case PINNED -> ofPin("true");
      case SETTLED -> "s.healthy = d.release";
      case FAILED -> ofReport("failed");
      case DEGRADED -> ofReport("degraded");
    };
  }

  private String phase(Phase phase) {
    return phase == Phase.IDLE
        ? "not " + ofReport("phase <> %s".formatted(bound(phase.name())))
        : ofReport("phase = %s".formatted(bound(phase.name())));
  }

  /** Nearly all devices may have such a one, so they are never gathered: each is looked up. */
  private static String ofReport(String condition) {
    return "exists (select 1 from api.device_reports said where said.device = d.id and said.%s)"
        .formatted(condition);
  }

  private static String ofPin(String condition) {
    return "d.id in (select device from api.pins where %s)".formatted(condition);
  }

  private static String column(TextField.Pin field) {
    return switch (field) {
      case PINNED_BY -> "owner";
    };
  }

  private static String column(TextField.Column column) {
    return switch (column) {
      case NAME -> "d.name";
      case FLEET -> "d.fleet";
      case TYPE -> "d.type";
      case PLATFORM -> "d.platform";
      case MODEL -> "d.model";
      case NOTE -> "d.note";
    };
  }

  private static String column(Query.Moment moment) {
    return switch (moment) {
      case SEEN -> "s.last_seen";
      case CREATED -> "d.created_at";
    };
  }

  private String like(String shape) {
    return bound(
        shape.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('*', '%'));
  }

  private String cast(String value) {
    return "cast(%s as text)".formatted(bound(value));
  }

  private String bound(List<?> several) {
    return several.stream().map(this::bound).collect(Collectors.joining(", "));
  }

  private String bound(Object value) {
    values.add(value);
    return ":" + Condition.name(values.size() - 1);
  }
}
