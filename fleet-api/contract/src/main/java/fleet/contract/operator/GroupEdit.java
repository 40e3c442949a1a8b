package fleet.contract.operator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to change of a group; what is absent stays.
 *
 * @param where another query, for a group that has one
 * @param add devices by id or name, for a group that names its devices
 * @param remove the same, to take out of it
 * @param note free text; empty to remove it
 */
public record GroupEdit(
    Optional<String> where,
    Optional<List<String>> add,
    Optional<List<String>> remove,
    Optional<String> note) {
  public GroupEdit {
    add = add.map(List::copyOf);
    remove = remove.map(List::copyOf);
    Note.require(note);
    if (Stream.of(where, add, remove, note).allMatch(Optional::isEmpty)) {
      throw new IllegalArgumentException("nothing is said that should change");
    }
    if (where.isPresent() && (add.isPresent() || remove.isPresent())) {
      throw new IllegalArgumentException("a group has either a query or devices");
    }
    add.ifPresent(NewGroup::requireSome);
    remove.ifPresent(NewGroup::requireSome);
  }
}
