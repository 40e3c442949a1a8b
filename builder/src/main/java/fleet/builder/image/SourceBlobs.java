package fleet.builder.image;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people uploaded to be built, as blobs of the registry: {@code fleet.source/FLEET}, a
 * repository that no person and no device is let into. Blocking, thread-safe.
 */
public final class SourceBlobs {
  private static final Logger LOG = LoggerFactory.getLogger(SourceBlobs.class);

  private final RegistryHttp http;
  private final Function<String, Secret> tokens;

  /**
   * @param tokens opens a repository for pushing
   */
  public SourceBlobs(HttpClient http, URI registry, Function<String, Secret> tokens) {
    this.http = new RegistryHttp(http, registry);
    this.tokens = tokens;
  }

  /** Begins to keep what will be read of this body; the caller closes it. */
  public SourceUpload keep(FleetName fleet, InputStream body) {
    var repository = repository(fleet);
    return SourceUpload.begin(http, repository, tokens.apply(repository), body);
  }

  /** The bytes of a blob, checked as they are read to their end. */
  public InputStream open(FleetName fleet, Digest blob) {
    return new VerifiedStream(
        http.open(http.request(path(fleet, blob), token(fleet)).GET().build()), blob);
  }

  /** Takes a blob away; what the registry does not take away is only there for longer. */
  public void remove(FleetName fleet, Digest blob) {
    try {
      var _ = http.send(http.request(path(fleet, blob), token(fleet)).DELETE().build());
    } catch (ProblemException e) {
      LOG.atDebug()
          .addKeyValue("blob", blob)
          .addKeyValue("reason", e.getMessage())
          .log("could not remove a source");
    }
  }

  private Secret token(FleetName fleet) {
    return tokens.apply(repository(fleet));
  }

  private static String path(FleetName fleet, Digest blob) {
    return "%s/blobs/%s".formatted(repository(fleet), blob);
  }

  private static String repository(FleetName fleet) {
    return "fleet.source/" + fleet;
  }
}
