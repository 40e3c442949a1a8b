package fleet.registry.request;

import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.util.regex.Pattern;

/** A repository, such as {@code berlin/web}: the {@code <name>} of the specification. */
public record RepositoryName(String value) {
  private static final int MAX_CHARS = 255;
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern SHAPE = Pattern.compile(PART + "(?:/" + PART + ")*");
  private static final String PUBLIC_PREFIX = "library/";

  /**
   * @throws RegistryException NAME_INVALID when it is not one
   */
  public RepositoryName {
    if (value.length() > MAX_CHARS || !SHAPE.matcher(value).matches()) {
      throw new RegistryException(
          ErrorCode.NAME_INVALID,
          "a repository name has at most 255 lower-case letters, digits and single separators");
    }
  }

  /** Says whether anybody may pull it: public base images. */
  public boolean isPublic() {
    return value.startsWith(PUBLIC_PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
