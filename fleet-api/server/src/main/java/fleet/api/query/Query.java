package fleet.api.query;

import fleet.contract.device.Phase;
import fleet.contract.operator.DeviceStatus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Which devices are meant. What a device lacks is equal to nothing, so {@code !=} and {@code not}
 * take it in.
 */
public sealed interface Query {
  /**
   * Reads a query.
   *
   * @throws fleet.contract.problem.ProblemException that points at what is wrong
   */
  static Query parse(String text) {
    return new Parser(text).query();
  }

  /** Those that all of the parts mean; without parts, every device. */
  record All(List<Query> parts) implements Query {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** Those that any of the parts means. */
  record Any(List<Query> parts) implements Query {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** All others. */
  record Not(Query part) implements Query {}

  /** Whose field has one of the values. */
  record TextIs(TextField field, List<String> values) implements Query {
    public TextIs {
      values = List.copyOf(values);
    }
  }

  /**
   * Whose field has the shape.
   *
   * @param shape in it {@code *} stands for any text
   */
  record TextLike(TextField field, String shape) implements Query {}

  /** Whose field has some value. */
  record Exists(TextField field) implements Query {}

  /** Whose version comes before or after. */
  record VersionCompares(TextField.Version field, Comparison comparison, VersionOrder version)
      implements Query {}

  /** Named by id. */
  record IdIs(List<UUID> ids) implements Query {
    public IdIs {
      ids = List.copyOf(ids);
    }
  }

  /** That are here, or not. */
  record StatusIs(List<DeviceStatus> statuses) implements Query {
    public StatusIs {
      statuses = List.copyOf(statuses);
    }
  }

  /** By how long ago something was. */
  record AgeCompares(Moment moment, Comparison comparison, Duration age) implements Query {}

  /** Of which something is so. */
  record Holds(Claim claim) implements Query {}

  /** Where the device stands with its target, as it last said; one that never did is idle. */
  record PhaseIs(List<Phase> phases) implements Query {
    public PhaseIs {
      phases = List.copyOf(phases);
    }
  }

  /** By how long a pin still lasts; one without an end is neither shorter nor longer. */
  record PinLasts(Comparison comparison, Duration rest) implements Query {}

  /** Of one of the saved groups with these names; it must be replaced by what they mean. */
  record InGroup(List<String> names) implements Query {
    public InGroup {
      names = List.copyOf(names);
    }
  }

  /** Named as a member of the saved group. */
  record Member(String group) implements Query {}

  /** The same query with groups in place of their names. */
  default Query withGroups(Function<String, Query> meaning) {
    return new GroupNames(meaning).replace(this);
  }

  /** What is so of a device, or is not. */
  enum Claim {
    /** It runs a release by name, whatever its fleet runs. */
    PINNED,
    /** What it should run is what was last proved healthy there. */
    SETTLED,
    /** It could not run what it should, and said why. */
    FAILED,
    /** A service fails its health check, or is started again and again. */
    DEGRADED
  }

  /** Something that happened to a device once. */
  enum Moment {
    SEEN,
    CREATED
  }
}
