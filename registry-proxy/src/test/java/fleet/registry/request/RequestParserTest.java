package fleet.registry.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestParserTest {
  private static final RepositoryName WEB = new RepositoryName("berlin/web");
  private static final Digest DIGEST = Digest.of(new byte[] {1});
  private static final UploadId ID =
      new UploadId(UUID.fromString("0b5c1f60-8f60-4b5e-9d5a-0f3c1a2b3c4d"));
  private static final String UPLOADS = "/v2/berlin/web/blobs/uploads/";

  private static RegistryRequest parse(String method, String uri) {
    return RequestParser.parse(method, uri, _ -> Optional.empty());
  }

  static Stream<Arguments> requests() {
    var blob = "/v2/berlin/web/blobs/" + DIGEST;
    var manifests = "/v2/berlin/web/manifests/";
    var tag = new Reference.ByTag(new Tag("v1.2"));
    var byDigest = new Reference.ByDigest(DIGEST);
    var none = EntityTags.none();
    return Stream.of(
        arguments("GET", "/v2/", new Ping()),
        arguments("HEAD", "/v2", new Ping()),
        arguments("GET", blob, new GetBlob(WEB, DIGEST, Optional.empty(), none)),
        arguments(
            "HEAD", blob.replace(":", "%3A"), new GetBlob(WEB, DIGEST, Optional.empty(), none)),
        arguments("DELETE", blob, new DeleteBlob(WEB, DIGEST)),
        arguments("POST", UPLOADS, new StartUpload(WEB)),
        arguments("POST", "/v2/berlin/web/blobs/uploads", new StartUpload(WEB)),
        arguments("POST", UPLOADS + "?mount=" + DIGEST, new StartUpload(WEB)),
        arguments("POST", UPLOADS + "?digest=" + DIGEST, new PushBlob(WEB, DIGEST)),
        arguments(
            "POST",
            UPLOADS + "?from=library%2Fbase&mount=" + DIGEST,
            new MountBlob(WEB, DIGEST, new RepositoryName("library/base"))),
        arguments("GET", UPLOADS + ID, new UploadStatus(WEB, ID)),
        arguments("PATCH", UPLOADS + ID, new AppendToUpload(WEB, ID, Optional.empty())),
        arguments(
            "PUT",
            UPLOADS + ID + "?x=1&digest=" + DIGEST,
            new FinishUpload(WEB, ID, DIGEST, Optional.empty())),
        arguments("DELETE", UPLOADS + ID, new CancelUpload(WEB, ID)),
        arguments("GET", manifests + "v1.2", new GetManifest(WEB, tag, none)),
        arguments("HEAD", manifests + DIGEST, new GetManifest(WEB, byDigest, none)),
        arguments("PUT", manifests + "v1.2", new PutManifest(WEB, tag, "")),
        arguments("DELETE", manifests + DIGEST, new DeleteManifest(WEB, byDigest)),
        arguments("GET", "/v2/berlin/web/tags/list", new ListTags(WEB, 10_000, Optional.empty())),
        arguments(
            "GET",
            "/v2/berlin/web/tags/list?n=2&last=a%2Bb",
            new ListTags(WEB, 2, Optional.of("a+b"))),
        arguments(
            "GET",
            "/v2/berlin/web/referrers/" + DIGEST + "?artifactType=text/x",
            new ListReferrers(WEB, DIGEST, Optional.of("text/x"))),
        arguments(
            "POST",
            "/v2/blobs/uploads/manifests/blobs/uploads/",
            new StartUpload(new RepositoryName("blobs/uploads/manifests"))));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void every_endpoint_is_recognised(String method, String uri, RegistryRequest expected) {
    assertThat(parse(method, uri)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /,                                   NAME_UNKNOWN",
    "GET,    /v3/,                                NAME_UNKNOWN",
    "GET,    /v2/web,                             NAME_UNKNOWN",
    "GET,    /v2/web/things/1,                    NAME_UNKNOWN",
    "GET,    /v2/tags/list,                       NAME_INVALID",
    "GET,    /v2/Web/tags/list,                   NAME_INVALID",
    "GET,    /v2/a//b/tags/list,                  NAME_INVALID",
    "GET,    /v2/../etc/tags/list,                NAME_INVALID",
    "GET,    /v2/a%2Fb%00/tags/list,              NAME_INVALID",
    "GET,    /v2/%zz/tags/list,                   NAME_INVALID",
    "POST,   /v2/blobs/uploads/,                  NAME_INVALID",
    "POST,   /v2/,                                UNSUPPORTED",
    "GET,    /v2/web/blobs/uploads/,              UNSUPPORTED",
    "PUT,    /v2/web/tags/list,                   UNSUPPORTED",
    "PATCH,  /v2/web/manifests/a,                 UNSUPPORTED",
    "GET,    /v2/web/tags/list?n=-1,              PAGINATION_NUMBER_INVALID",
    "GET,    /v2/web/tags/list?n=x,               PAGINATION_NUMBER_INVALID",
    "GET,    /v2/web/blobs/sha256:12,             DIGEST_INVALID",
    "GET,    /v2/web/blobs/sha512:12,             DIGEST_INVALID",
    "PUT,    /v2/web/manifests/sha256:wrong,      DIGEST_INVALID",
    "PUT,    /v2/web/manifests/.bad,              MANIFEST_INVALID",
    "GET,    /v2/web/manifests/.bad,              MANIFEST_UNKNOWN",
    "GET,    /v2/web/blobs/uploads/1-1-1-1-1,     BLOB_UPLOAD_UNKNOWN",
    "GET,    /v2/web/blobs/uploads/nothing,       BLOB_UPLOAD_UNKNOWN",
    "PUT,    /v2/web/blobs/uploads/0b5c1f60-8f60-4b5e-9d5a-0f3c1a2b3c4d, DIGEST_INVALID"
  })
  void what_does_not_exist_says_why(String method, String uri, ErrorCode expected) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> parse(method, uri))
        .extracting(RegistryException::code)
        .isEqualTo(expected);
  }

  @Test
  void a_method_that_a_path_does_not_take_comes_back_with_those_it_takes() {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> parse("GET", UPLOADS))
        .satisfies(problem -> assertThat(problem.headers()).containsEntry("Allow", "POST"));
  }

  @Test
  void headers_become_part_of_the_request() {
    var headers =
        Map.of(
            "Range", "bytes=5-9",
            "If-None-Match", "\"a\", W/\"" + DIGEST + "\"",
            "Content-Range", "5-9",
            "Content-Type", "text/plain; charset=utf-8");
    var blob = (GetBlob) parse("GET", "/v2/berlin/web/blobs/" + DIGEST, headers);
    assertThat(blob.range()).contains(new ByteRange.Between(5, 9));
    assertThat(blob.held().hold(DIGEST)).isTrue();
    var append = (AppendToUpload) parse("PATCH", UPLOADS + ID, headers);
    assertThat(append.range()).contains(new ContentRange(5, 9));
    var put = (PutManifest) parse("PUT", "/v2/berlin/web/manifests/a", headers);
    assertThat(put.mediaType()).isEqualTo("text/plain");
  }

  @Test
  void a_range_of_other_content_is_no_range() {
    var headers = Map.of("Range", "bytes=5-9", "If-Range", "\"other\"");
    var blob = (GetBlob) parse("GET", "/v2/berlin/web/blobs/" + DIGEST, headers);
    assertThat(blob.range()).isEmpty();
  }

  private static RegistryRequest parse(String method, String uri, Map<String, String> headers) {
    return RequestParser.parse(method, uri, name -> Optional.ofNullable(headers.get(name)));
  }
}
