package fleet.contract.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import fleet.contract.devicetype.TypeChoice;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.NewPin;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is done to each device of a job: what could be ordered of each alone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobAction.Tag.class, name = "tag"),
  @JsonSubTypes.Type(value = JobAction.Note.class, name = "note"),
  @JsonSubTypes.Type(value = JobAction.SetType.class, name = "set-type"),
  @JsonSubTypes.Type(value = JobAction.Move.class, name = "move"),
  @JsonSubTypes.Type(value = JobAction.Pin.class, name = "pin"),
  @JsonSubTypes.Type(value = JobAction.Unpin.class, name = "unpin"),
  @JsonSubTypes.Type(value = JobAction.Remove.class, name = "remove")
})
public sealed interface JobAction {
  /**
   * Sets tags.
   *
   * @param tags at least one; one with an empty value is removed
   */
  record Tag(Map<String, String> tags) implements JobAction {
    public Tag {
      tags = Map.copyOf(tags);
      if (tags.isEmpty()) {
        throw new IllegalArgumentException("there is no tag to set");
      }
      var _ = DeviceEdit.ofTags(tags);
    }

    /** The same for one device. */
    public DeviceEdit edit() {
      return DeviceEdit.ofTags(tags);
    }
  }

  /**
   * Writes a note in place of the one before.
   *
   * @param note free text; empty to remove it
   */
  record Note(String note) implements JobAction {
    public Note {
      var _ = DeviceEdit.ofNote(note);
    }

    /** The same for one device. */
    public DeviceEdit edit() {
      return DeviceEdit.ofNote(note);
    }
  }

  /**
   * Says of what type they are.
   *
   * @param type slug or alias of a device type that is known
   */
  record SetType(String type) implements JobAction {
    public SetType {
      var _ = new TypeChoice(type);
    }
  }

  /** Takes them to another fleet. */
  record Move(FleetName to) implements JobAction {}

  /** Keeps them on a release; as {@link NewPin} says. */
  record Pin(String release, String reason, Optional<Duration> validFor) implements JobAction {
    public Pin {
      reason = new NewPin(release, reason, validFor).reason();
    }

    /** The same for one device. */
    public NewPin wanted() {
      return new NewPin(release, reason, validFor);
    }
  }

  /** Lets them follow their fleet again. */
  record Unpin() implements JobAction {}

  /**
   * Removes them; their keys open nothing any more, for ever.
   *
   * @param keep how they last were is kept; else all of it is erased
   */
  record Remove(boolean keep) implements JobAction {}
}
