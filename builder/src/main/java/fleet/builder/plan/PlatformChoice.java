package fleet.builder.plan;

import fleet.contract.release.Platform;
import java.util.List;

/**
 * Which platforms to build for: the push's word, else the project's, else the server's.
 *
 * @param asked by the push; empty where it names none
 * @param usual of the server
 */
public record PlatformChoice(List<Platform> asked, List<Platform> usual) {
  public PlatformChoice {
    asked = List.copyOf(asked);
    usual = List.copyOf(usual);
  }

  List<Platform> among(List<Platform> project) {
    if (!asked.isEmpty()) {
      return asked.stream().distinct().toList();
    }
    return (project.isEmpty() ? usual : project).stream().distinct().toList();
  }
}
