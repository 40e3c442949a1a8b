package fleet.builder.upload;

import com.sun.net.httpserver.HttpExchange;
import fleet.builder.build.BuildOptions;
import fleet.builder.build.BuildOrder;
import fleet.builder.build.Source;
import fleet.builder.image.SourceBlobs;
import fleet.builder.image.SourceUpload;
import fleet.builder.progress.BuildLog;
import fleet.builder.queue.Arrival;
import fleet.builder.queue.Builds;
import fleet.builder.source.SourceLimits;
import fleet.builder.source.TarSource;
import fleet.builder.source.WorkFolder;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.SecretBytes;
import fleet.contract.identity.UserName;
import fleet.contract.operator.BuildUpload;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /fleets/{fleet}/builds}: takes the whole upload, then lets its build join the queue.
 */
final class StartBuild {
  private final Builds builds;
  private final SourceBlobs sources;
  private final Path workFolders;

  StartBuild(Builds builds, SourceBlobs sources, Path workFolders) {
    this.builds = builds;
    this.sources = sources;
    this.workFolders = workFolders;
  }

  BuildLog start(FleetName fleet, HttpExchange exchange) throws IOException, InterruptedException {
    var author = author(exchange);
    var options = words(exchange.getRequestURI().getRawQuery());
    var _ = BuildOptions.parse(options);
    var id = BuildId.random();
    var secrets = secrets(exchange);
    var work = WorkFolder.create(workFolders, id);
    try {
      var source = keep(fleet, exchange.getRequestBody(), work);
      var order = new BuildOrder(id, fleet, author, options, source, !secrets.isEmpty());
      return builds.join(new Arrival(order, secrets, Optional.of(work))).log();
    } catch (IOException | RuntimeException | InterruptedException e) {
      work.close();
      throw e;
    }
  }

  /** Unpacked here, and kept for whoever builds it instead. */
  private Source keep(FleetName fleet, InputStream body, WorkFolder work)
      throws IOException, InterruptedException {
    try (var upload = sources.keep(fleet, body)) {
      var digits = new TarSource(SourceLimits.DEFAULT).unpack(upload.body(), work.project());
      return new Source.Uploaded(finish(upload), digits);
    }
  }

  private static Digest finish(SourceUpload upload) throws InterruptedException {
    try {
      return upload.finish();
    } catch (IOException e) {
      throw TarSource.notWhole();
    }
  }

  /** Those that stand before the tar, where the sender says that there are some. */
  private static Map<String, SecretBytes> secrets(HttpExchange exchange) throws IOException {
    var type = exchange.getRequestHeaders().getFirst("Content-Type");
    return BuildUpload.CONTENT_TYPE.equals(type)
        ? BuildUpload.readHead(exchange.getRequestBody())
        : Map.of();
  }

  private static UserName author(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Fleet-User"))
        .map(UserName::parse)
        .orElseThrow(() ->
            new ProblemException(
                ProblemCode.INVALID_REQUEST, "the header Fleet-User is missing", ""));
  }

  private static List<String> words(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(query.split("&"))
        .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
        .toList();
  }
}
