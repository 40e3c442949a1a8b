package fleet.supervisor;

import java.util.List;

/** The options are not ones to start with; names all that is wrong with them. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  UsageException(List<String> faults) {
    super(String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  List<String> faults() {
    return faults;
  }
}
