package fleet.contract.release;

/** A program that took part in a build, such as {@code fleet 1.2.0}; the version may be empty. */
public record BuildTool(String name, String version) {
  @Override
  public String toString() {
    return version.isEmpty() ? name : name + " " + version;
  }
}
