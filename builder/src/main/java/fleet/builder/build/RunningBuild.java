package fleet.builder.build;

import fleet.builder.progress.BuildLog;
import fleet.contract.release.Release;
import java.util.concurrent.CompletableFuture;

/**
 * A build on its way.
 *
 * @param release complete before the log's verdict when it succeeds, never when it fails
 */
public record RunningBuild(BuildLog log, CompletableFuture<Release> release) {}
