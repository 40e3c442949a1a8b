package fleet.builder.engine;

import java.util.List;
import java.util.Optional;

/** How a build of one image ended. */
public sealed interface ImageOutcome {
  /** The image is in the engine, under its tag. */
  record Built() implements ImageOutcome {}

  /**
   * There is no image.
   *
   * @param step that failed, where it was one
   * @param lines the last that it printed
   */
  record Failed(Optional<Step> step, List<String> lines, String reason) implements ImageOutcome {
    public Failed {
      lines = List.copyOf(lines);
    }
  }
}
