package fleet.contract.operator;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.ReleaseId;
import fleet.contract.problem.Problem;
import java.util.Optional;

/** One line of a build's stream; the last one is {@link Succeeded} or {@link Failed}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BuildEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = BuildEvent.Line.class, name = "line"),
  @JsonSubTypes.Type(value = BuildEvent.Succeeded.class, name = "succeeded"),
  @JsonSubTypes.Type(value = BuildEvent.Failed.class, name = "failed")
})
public sealed interface BuildEvent {
  /** The build has its id; its log can be attached to by it. */
  record Started(BuildId build) implements BuildEvent {}

  /**
   * A line of the log.
   *
   * @param step the step whose end it tells; absent from servers of before
   */
  record Line(long number, String text, Optional<BuildStep> step) implements BuildEvent {
    /** One that tells of no step. */
    public Line(long number, String text) {
      this(number, text, Optional.empty());
    }
  }

  /**
   * The release exists.
   *
   * @param buildMillis from the build's start to its release, waiting for its turn included
   * @param engineMillis the part of it in which the engine was building or pushing an image; 0 in
   *     the logs of builds that ended before this was told
   */
  record Succeeded(ReleaseId release, String version, long buildMillis, long engineMillis)
      implements BuildEvent {}

  /** There is no release, and why. */
  record Failed(Problem problem) implements BuildEvent {}
}
