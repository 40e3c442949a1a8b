package fleet.api.event;

import java.util.Optional;

/** What can happen. The first word names whose id the subject is. */
public enum EventKind {
  FLEET_CREATED("fleet.created"),
  /** The fleet has another release. */
  FLEET_CHANGED("fleet.changed"),
  /** It has another note, which is nothing to its devices. */
  FLEET_NOTED("fleet.noted"),
  FLEET_DELETED("fleet.deleted"),
  RELEASE_CREATED("release.created"),
  /** Its state, note or tags are others. */
  RELEASE_CHANGED("release.changed"),
  /** It has another state. */
  ROLLOUT_CHANGED("rollout.changed"),
  /** It was made, or is over. */
  JOB_CHANGED("job.changed"),
  /** It was saved, is another, or is gone. */
  GROUP_CHANGED("group.changed"),
  DEVICE_CREATED("device.created"),
  /** It reported something new, or came or went. */
  DEVICE_CHANGED("device.changed"),
  /** It should be or do something else. */
  DEVICE_TARGETED("device.targeted"),
  DEVICE_DELETED("device.deleted"),
  /** Somebody may be somebody else now, or nobody; it names none, and is not told to people. */
  ACCESS_CHANGED("access.changed");

  private final String text;

  EventKind(String text) {
    this.text = text;
  }

  /** As it stands on the wire. */
  public String text() {
    return text;
  }

  /** Reads the wire's form; nothing for what a newer node wrote. */
  public static Optional<EventKind> find(String text) {
    for (var kind : values()) {
      if (kind.text.equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
