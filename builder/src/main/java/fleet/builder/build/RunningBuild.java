package fleet.builder.build;

import fleet.builder.progress.BuildLog;
import fleet.contract.release.Release;
import java.util.concurrent.CompletableFuture;

/**
 * A build on its way.
 *
 * @param release complete before the log's verdict when it succeeds here, never when it fails
 * @param begunNanos when this process first knew of it, by its {@link System#nanoTime}
 */
public record RunningBuild(BuildLog log, CompletableFuture<Release> release, long begunNanos) {
  public static RunningBuild begun(BuildLog log) {
    return new RunningBuild(log, new CompletableFuture<>(), System.nanoTime());
  }
}
