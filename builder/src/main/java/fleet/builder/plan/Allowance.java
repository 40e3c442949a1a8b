package fleet.builder.plan;

import fleet.contract.problem.ProblemException;
import fleet.contract.release.HostAccess.Folder;
import fleet.contract.release.HostGrant;
import fleet.contract.release.HostGrant.Kind;

/** What the fleet allows its services of the machines that they run on. */
record Allowance(Occasion occasion) {
  /**
   * The same, when the fleet allows what it needs.
   *
   * @throws ProblemException that says who could allow it
   */
  <T> T allowed(Value value, HostGrant need, T given) {
    if (!occasion.terms().policy().allows(need)) {
      throw value
          .where()
          .refuse(
              "%s does not allow its services '%s'".formatted(occasion.fleet(), need),
              "an owner of the fleet does: fleet policy allow %s %s"
                  .formatted(occasion.fleet(), need));
    }
    return given;
  }

  /** A folder of the machine, at a place in the container. */
  Folder folder(Value value, Folder folder) {
    return allowed(value, need(value, Kind.FOLDER, folder.path()), folder);
  }

  /** What the value asks for, when it can be asked for. */
  static HostGrant need(Value value, Kind kind, String subject) {
    try {
      return HostGrant.of(kind, subject);
    } catch (IllegalArgumentException e) {
      throw value.where().refuse(String.valueOf(e.getMessage()), "");
    }
  }
}
