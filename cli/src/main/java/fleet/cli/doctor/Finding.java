package fleet.cli.doctor;

import java.util.List;

/**
 * What a look at one thing brought.
 *
 * @param good whether it is as it must be
 * @param detail what was found, or that nothing was
 * @param remedies what would make it good; empty when it is
 */
public record Finding(String name, boolean good, String detail, List<Remedy> remedies) {
  public Finding {
    remedies = List.copyOf(remedies);
  }
}
