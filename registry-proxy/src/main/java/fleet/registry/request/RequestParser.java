package fleet.registry.request;

import fleet.contract.release.Digest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.RegistryRequest.AppendToUpload;
import fleet.registry.request.RegistryRequest.CancelUpload;
import fleet.registry.request.RegistryRequest.DeleteBlob;
import fleet.registry.request.RegistryRequest.DeleteManifest;
import fleet.registry.request.RegistryRequest.FinishUpload;
import fleet.registry.request.RegistryRequest.GetBlob;
import fleet.registry.request.RegistryRequest.GetManifest;
import fleet.registry.request.RegistryRequest.ListReferrers;
import fleet.registry.request.RegistryRequest.ListTags;
import fleet.registry.request.RegistryRequest.MountBlob;
import fleet.registry.request.RegistryRequest.Ping;
import fleet.registry.request.RegistryRequest.PushBlob;
import fleet.registry.request.RegistryRequest.PutManifest;
import fleet.registry.request.RegistryRequest.StartUpload;
import fleet.registry.request.RegistryRequest.UploadStatus;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All routes of the registry, read from the end of the path since a repository name holds slashes.
 *
 * <pre>
 * /v2/                          GET HEAD
 * /v2/NAME/blobs/DIGEST         GET HEAD DELETE
 * /v2/NAME/blobs/uploads/       POST, with ?digest= the whole blob, with ?mount= and from= a mount
 * /v2/NAME/blobs/uploads/ID     GET PATCH PUT DELETE
 * /v2/NAME/manifests/REFERENCE  GET HEAD PUT DELETE
 * /v2/NAME/tags/list            GET
 * /v2/NAME/referrers/DIGEST     GET
 * </pre>
 */
public final class RequestParser {
  /** How many tags one answer holds at most; the rest is behind its Link. */
  static final int MAX_TAGS = 10_000;

  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  private final String method;
  private final Target target;
  private final Headers headers;

  private RequestParser(String method, Target target, Headers headers) {
    this.method = "HEAD".equals(method) ? "GET" : method;
    this.target = target;
    this.headers = headers;
  }

  /**
   * Reads one request.
   *
   * @param uri path and query, still percent-encoded
   * @throws RegistryException when it is none that exists
   */
  public static RegistryRequest parse(String method, String uri, Headers headers) {
    return new RequestParser(method, Target.parse(uri), headers).route();
  }

  private RegistryRequest route() {
    var segments = target.segments();
    if (!"v2".equals(segments.getFirst())) {
      throw nothingHere();
    }
    if (segments.size() == 1 || (segments.size() == 2 && segments.getLast().isEmpty())) {
      return ping();
    }
    if (endsWith("tags", "list")) {
      return tags(target.repositoryBefore(2));
    }
    if (endsWith("uploads", "") && "blobs".equals(target.fromEnd(3))) {
      return newUpload(target.repositoryBefore(3));
    }
    if (endsWith("blobs", "uploads")) {
      return newUpload(target.repositoryBefore(2));
    }
    if ("blobs".equals(target.fromEnd(3)) && "uploads".equals(target.fromEnd(2))) {
      return upload(target.repositoryBefore(3), target.fromEnd(1));
    }
    var last = target.fromEnd(1);
    return switch (target.fromEnd(2)) {
      case "blobs" -> blob(target.repositoryBefore(2), DigestText.parse(last));
      case "manifests" -> manifest(target.repositoryBefore(2), last);
      case "referrers" -> referrers(target.repositoryBefore(2), DigestText.parse(last));
      default -> throw nothingHere();
    };
  }

  private RegistryRequest ping() {
    return switch (method) {
      case "GET" -> new Ping();
      default -> throw notAllowed("GET, HEAD");
    };
  }

  private RegistryRequest tags(RepositoryName repository) {
    return switch (method) {
      case "GET" -> new ListTags(repository, limit(), target.queried("last"));
      default -> throw notAllowed("GET, HEAD");
    };
  }

  private RegistryRequest referrers(RepositoryName repository, Digest subject) {
    return switch (method) {
      case "GET" -> new ListReferrers(repository, subject, target.queried("artifactType"));
      default -> throw notAllowed("GET, HEAD");
    };
  }

  private RegistryRequest blob(RepositoryName repository, Digest digest) {
    return switch (method) {
      case "GET" -> new GetBlob(repository, digest, range(digest), held());
      case "DELETE" -> new DeleteBlob(repository, digest);
      default -> throw notAllowed("GET, HEAD, DELETE");
    };
  }

  private RegistryRequest manifest(RepositoryName repository, String reference) {
    return switch (method) {
      case "GET" -> new GetManifest(repository, existing(reference), held());
      case "PUT" -> new PutManifest(repository, Reference.parse(reference), mediaType());
      case "DELETE" -> new DeleteManifest(repository, existing(reference));
      default -> throw notAllowed("GET, HEAD, PUT, DELETE");
    };
  }

  private RegistryRequest newUpload(RepositoryName repository) {
    if (!"POST".equals(method)) {
      throw notAllowed("POST");
    }
    var digest = target.queried("digest");
    if (digest.isPresent()) {
      return new PushBlob(repository, DigestText.parse(digest.get()));
    }
    var mount = target.queried("mount");
    var from = target.queried("from");
    if (mount.isPresent() && from.isPresent()) {
      return new MountBlob(
          repository, DigestText.parse(mount.get()), new RepositoryName(from.get()));
    }
    return new StartUpload(repository);
  }

  private RegistryRequest upload(RepositoryName repository, String text) {
    var id = UploadId.parse(text);
    return switch (method) {
      case "GET" -> new UploadStatus(repository, id);
      case "PATCH" -> new AppendToUpload(repository, id, contentRange());
      case "PUT" -> new FinishUpload(repository, id, queriedDigest(), contentRange());
      case "DELETE" -> new CancelUpload(repository, id);
      default -> throw notAllowed("GET, PATCH, PUT, DELETE");
    };
  }

  private Digest queriedDigest() {
    return DigestText.parse(target.queried("digest").orElse(""));
  }

  private Optional<ContentRange> contentRange() {
    return headers.first("Content-Range").map(ContentRange::parse);
  }

  /** A range of something else than what If-Range names is no range. */
  private Optional<ByteRange> range(Digest digest) {
    var ifRange = headers.first("If-Range");
    if (ifRange.isPresent() && !ifRange.get().equals(EntityTags.of(digest))) {
      return Optional.empty();
    }
    return headers.first("Range").flatMap(ByteRange::parse);
  }

  private EntityTags held() {
    return headers.first("If-None-Match").map(EntityTags::parse).orElse(EntityTags.none());
  }

  /** The type without its parameters. */
  private String mediaType() {
    var header = headers.first("Content-Type").orElse("");
    var semicolon = header.indexOf(';');
    return (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
  }

  private int limit() {
    var count = target.queried("n");
    if (count.isEmpty()) {
      return MAX_TAGS;
    }
    if (!COUNT.matcher(count.get()).matches()) {
      throw new RegistryException(
          ErrorCode.PAGINATION_NUMBER_INVALID, "n is a number of tags, at most 9 digits");
    }
    return Math.min(MAX_TAGS, Integer.parseInt(count.get()));
  }

  /** A reference that no manifest can have is answered like one that no manifest has. */
  private static Reference existing(String text) {
    try {
      return Reference.parse(text);
    } catch (RegistryException e) {
      if (e.code() == ErrorCode.DIGEST_INVALID) {
        throw e;
      }
      throw new RegistryException(ErrorCode.MANIFEST_UNKNOWN, "there is no such manifest");
    }
  }

  private boolean endsWith(String beforeLast, String last) {
    return last.equals(target.fromEnd(1)) && beforeLast.equals(target.fromEnd(2));
  }

  private static RegistryException nothingHere() {
    return new RegistryException(ErrorCode.NAME_UNKNOWN, "there is nothing at this path");
  }

  private RegistryException notAllowed(String allowed) {
    return new RegistryException(
        ErrorCode.UNSUPPORTED,
        "this path does not take that method, but " + allowed,
        Map.of("Allow", allowed));
  }
}
