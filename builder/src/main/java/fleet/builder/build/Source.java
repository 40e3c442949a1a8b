package fleet.builder.build;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import fleet.contract.release.Digest;

/** Where a build's files are, by a name that their content gave them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Source.Pushed.class, name = "pushed"),
  @JsonSubTypes.Type(value = Source.Uploaded.class, name = "uploaded")
})
public sealed interface Source {
  /** The commit, or the digits that stand for it where there is no git. */
  String commit();

  /** Whether only the builder that took it has it. */
  boolean isOfOneNode();

  /**
   * Parked in the fleet's repository of the builder that took the push.
   *
   * @param branch that moves, by its full name
   * @param from where it is; zeros for a branch that is not there yet
   * @param isDefault the repository's own branch, which whoever clones it gets
   */
  record Pushed(String branch, String from, String commit, boolean isDefault) implements Source {
    @Override
    public boolean isOfOneNode() {
      return true;
    }
  }

  /** A tar, or tar.gz, among the sources in the registry. */
  record Uploaded(Digest blob, String commit) implements Source {
    @Override
    public boolean isOfOneNode() {
      return false;
    }
  }
}
