package fleet.builder.copy;

import fleet.builder.image.VerifiedStream;
import fleet.builder.plan.ImageName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A registry of somebody else's, by the OCI Distribution API: read, never written. Blocking,
 * thread-safe. Throws {@link ProblemException} when it does not answer as it should.
 */
final class RemoteRegistry {
  private static final String ACCEPT =
      String.join(", ", ImageSource.MANIFEST_TYPES)
          + ", "
          + String.join(", ", ImageSource.INDEX_TYPES);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_DOCUMENT = 4 * 1024 * 1024;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  private final HttpClient http;
  private final String host;
  private final URI address;
  private final Credentials credentials;
  private final boolean isOwn;

  /**
   * @param http follows no redirects of its own
   * @param host as names of images begin
   */
  RemoteRegistry(
      HttpClient http, String host, URI address, Credentials credentials, boolean isOwn) {
    this.isOwn = isOwn;
    this.http = http;
    this.host = host;
    this.address = address;
    this.credentials = credentials;
  }

  /** An image of it, as its parts come from there. */
  ImageSource at(ImageName name) {
    return new Named(name);
  }

  private final class Named implements ImageSource {
    private final ImageName name;

    Named(ImageName name) {
      this.name = name;
    }

    @Override
    public Document manifest(String reference) {
      return RemoteRegistry.this.manifest(name, reference);
    }

    @Override
    public byte[] document(Digest digest) {
      return RemoteRegistry.this.document(name, digest);
    }

    @Override
    public InputStream blob(Digest digest) {
      return RemoteRegistry.this.blob(name, digest);
    }

    @Override
    public Optional<String> ownRepository() {
      return isOwn ? Optional.of(name.repository()) : Optional.empty();
    }

    @Override
    public ProblemException failed(String reason) {
      return RemoteRegistry.this.failed(reason);
    }
  }

  /**
   * What a tag or digest leads to.
   *
   * @throws ProblemException when it is not there, or other than its digest says
   */
  private Document manifest(ImageName name, String reference) {
    var response =
        ask(
            name,
            "manifests/" + reference,
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_DOCUMENT));
    var bytes = response.body();
    if (reference.startsWith("sha256:") && !Digest.of(bytes).toString().equals(reference)) {
      throw failed("it answered other bytes than those of " + reference);
    }
    var type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    return new Document(bytes, type.strip());
  }

  /** A small blob, such as an image's configuration. */
  private byte[] document(ImageName name, Digest digest) {
    var bytes =
        ask(
                name,
                "blobs/" + digest,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_DOCUMENT))
            .body();
    if (!Digest.of(bytes).equals(digest)) {
      throw failed("it answered other bytes than those of " + digest);
    }
    return bytes;
  }

  /** A blob as it comes, with a fault at its end when its bytes are others. */
  private InputStream blob(ImageName name, Digest digest) {
    var body = ask(name, "blobs/" + digest, BodyHandlers.ofInputStream()).body();
    return new VerifiedStream(body, digest);
  }

  ProblemException failed(String reason) {
    return new ProblemException(
        ProblemCode.UPSTREAM_FAILED,
        "the registry %s failed: %s".formatted(host, reason),
        "nothing was released; try again when it is back");
  }

  private <T> HttpResponse<T> ask(ImageName name, String path, BodyHandler<T> handler) {
    var uri = address.resolve("/v2/%s/%s".formatted(name.repository(), path));
    var response = follow(uri, credentials.header(name.repository()), handler);
    if (response.statusCode() == UNAUTHORIZED) {
      discard(response);
      var challenge = response.headers().firstValue("WWW-Authenticate").orElse("");
      response = follow(uri, credentials.answer(challenge, name, this), handler);
    }
    var status = response.statusCode();
    if (status < 300) {
      return response;
    }
    discard(response);
    throw switch (status) {
      case UNAUTHORIZED, FORBIDDEN -> credentials.refused(name);
      case NOT_FOUND ->
          new ProblemException(
              ProblemCode.INVALID_PROJECT,
              path.startsWith("manifests/")
                  ? "there is no image %s".formatted(name)
                  : "%s is not whole: its registry lacks a part of it".formatted(name),
              "is it pushed?");
      case TOO_MANY -> failed("it takes no more requests for now");
      default -> failed("it answered with status %d".formatted(status));
    };
  }

  /** Credentials go to the registry itself, never to where it sends us on. */
  private <T> HttpResponse<T> follow(URI first, String authorization, BodyHandler<T> handler) {
    var uri = first;
    for (var hop = 0; hop <= MAX_REDIRECTS; hop++) {
      var request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Accept", ACCEPT).GET();
      if (!authorization.isEmpty() && isAtHome(uri)) {
        request.header("Authorization", authorization);
      }
      var response = send(request.build(), handler);
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      discard(response);
      uri = next(uri, response);
    }
    throw failed("it sends from one address to the next");
  }

  private boolean isAtHome(URI uri) {
    return uri.getScheme().equals(address.getScheme())
        && uri.getAuthority().equals(address.getAuthority());
  }

  /** Encrypted; or on this machine, for a registry that is here itself. */
  boolean isSafe(URI uri) {
    return uri.getHost() != null
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme())
                && "http".equals(address.getScheme())
                && Loopback.isOf(uri.getHost())));
  }

  private URI next(URI from, HttpResponse<?> response) {
    try {
      var to = from.resolve(response.headers().firstValue("Location").orElse(""));
      if (isSafe(to)) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      throw failed("it sends to an address that is none");
    }
    throw failed("it sends to an address without encryption");
  }

  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw failed("it does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    }
  }

  private static void discard(HttpResponse<?> response) {
    if (response.body() instanceof InputStream body) {
      try (body) {
        // What was answered is not looked at.
      } catch (IOException e) {
        // Nobody reads from it.
      }
    }
  }
}
