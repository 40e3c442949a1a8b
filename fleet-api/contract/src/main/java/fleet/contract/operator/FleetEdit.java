package fleet.contract.operator;

import java.util.Optional;

/**
 * What to change of a fleet; what is absent stays. Its name stays: git remotes, repositories of
 * images and what was signed have it.
 *
 * @param note free text; empty to remove it
 */
public record FleetEdit(Optional<String> note) {
  public FleetEdit {
    Note.require(note);
    if (note.isEmpty()) {
      throw new IllegalArgumentException("nothing is said that should change");
    }
  }

  /** Another note, and nothing else. */
  public static FleetEdit ofNote(String note) {
    return new FleetEdit(Optional.of(note));
  }
}
