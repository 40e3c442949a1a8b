package fleet.contract.release;

import fleet.contract.identity.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one image of a release was built; what it was built from besides, the commit, is the
 * release's.
 *
 * @param variant that it is, as in {@link ImageVariant}
 * @param builder that planned it
 * @param engine that built it
 * @param emulated the engine is for another kind of processor
 * @param dockerfile path in the project; absent where the image has none of its own there
 * @param target stage at which the build stopped; the last where absent
 * @param buildArgs names of those that the project gives, never their values
 * @param bases with what their names led to, in their order
 * @param copied the image elsewhere of which it is a copy; absent for one that was built here
 */
public record ImageProvenance(
    ServiceName service,
    String variant,
    BuildTool builder,
    BuildTool engine,
    boolean emulated,
    Optional<String> dockerfile,
    Optional<String> target,
    List<String> buildArgs,
    List<BaseImage> bases,
    Instant startedAt,
    Instant finishedAt,
    Optional<BaseImage> copied) {
  public ImageProvenance {
    buildArgs = buildArgs.stream().sorted().toList();
    bases = bases.stream().sorted().distinct().toList();
  }

  /** An image that was built. */
  public ImageProvenance(
      ServiceName service,
      String variant,
      BuildTool builder,
      BuildTool engine,
      boolean emulated,
      Optional<String> dockerfile,
      Optional<String> target,
      List<String> buildArgs,
      List<BaseImage> bases,
      Instant startedAt,
      Instant finishedAt) {
    this(
        service,
        variant,
        builder,
        engine,
        emulated,
        dockerfile,
        target,
        buildArgs,
        bases,
        startedAt,
        finishedAt,
        Optional.empty());
  }
}
