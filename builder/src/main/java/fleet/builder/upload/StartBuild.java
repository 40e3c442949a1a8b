package fleet.builder.upload;

import com.sun.net.httpserver.HttpExchange;
import fleet.builder.build.BuildOptions;
import fleet.builder.build.BuildRequest;
import fleet.builder.build.Builds;
import fleet.builder.build.Landing;
import fleet.builder.build.ProjectSource;
import fleet.builder.progress.BuildLog;
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
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /fleets/{fleet}/builds}: takes the whole upload, then starts its build. */
final class StartBuild {
  private final Builds builds;
  private final Path workFolders;

  StartBuild(Builds builds, Path workFolders) {
    this.builds = builds;
    this.workFolders = workFolders;
  }

  BuildLog start(FleetName fleet, HttpExchange exchange) throws IOException {
    var author = author(exchange);
    var options = BuildOptions.parse(words(exchange.getRequestURI().getRawQuery()));
    var id = BuildId.random();
    var secrets = secrets(exchange);
    var work = WorkFolder.create(workFolders, id);
    var source = ProjectSource.unpacked(unpack(exchange, work));
    return builds
        .start(new BuildRequest(id, fleet, author, options, source, secrets, work, Landing.NONE))
        .log();
  }

  /** Those that stand before the tar, where the sender says that there are some. */
  private static Map<String, SecretBytes> secrets(HttpExchange exchange) throws IOException {
    var type = exchange.getRequestHeaders().getFirst("Content-Type");
    return BuildUpload.CONTENT_TYPE.equals(type)
        ? BuildUpload.readHead(exchange.getRequestBody())
        : Map.of();
  }

  private static String unpack(HttpExchange exchange, WorkFolder work) throws IOException {
    try {
      return new TarSource(SourceLimits.DEFAULT).unpack(exchange.getRequestBody(), work.project());
    } catch (RuntimeException e) {
      work.close();
      throw e;
    }
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
