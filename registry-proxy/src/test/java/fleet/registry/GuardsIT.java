package fleet.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.TokenClaims;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method at every kind of path that {@code RequestParser} draws, asked by everybody who
 * should not, and by some who may.
 */
class GuardsIT {
  private static final String REPOSITORY = "berlin/web";
  private static final Set<String> ALL = Set.of("pull", "push", "delete");
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  @TempDir private static Path folder;
  private static TestRegistry registry;
  private static FakeApi stranger;

  /** Who asks. */
  enum Asker {
    NOBODY,
    GARBAGE,
    PASSWORD,
    EXPIRED,
    SIGNED_BY_ANOTHER,
    /** For the device API, by the same key. */
    DEVICE,
    /** With access to nothing, as somebody gets it who asks for what they may not. */
    NOTHING,
    OTHER_REPOSITORY,
    /** The name with one character more. */
    SIMILAR_REPOSITORY,
    /** Of that name, which is no repository. */
    OTHER_KIND,
    PULL,
    PUSH,
    EVERYTHING
  }

  /**
   * A kind of path.
   *
   * @param actions what each of its methods takes; others are not allowed at all
   */
  record Place(String path, Map<String, String> actions) {
    @Override
    public String toString() {
      return path;
    }
  }

  private static final String DIGEST = "sha256:" + "0".repeat(64);
  private static final Map<String, String> PULL = Map.of("GET", "pull", "HEAD", "pull");
  private static final Map<String, String> MANIFEST =
      Map.of("GET", "pull", "HEAD", "pull", "PUT", "push", "DELETE", "delete");
  private static final Map<String, String> UPLOAD =
      Map.of("GET", "push", "HEAD", "push", "PATCH", "push", "PUT", "push", "DELETE", "push");
  private static final Map<String, String> NEW_UPLOAD = Map.of("POST", "push");
  private static final String ROOT = "/v2/berlin/web/";
  private static final List<Place> PLACES =
      List.of(
          new Place("/v2/", Map.of("GET", "", "HEAD", "")),
          new Place(
              ROOT + "blobs/" + DIGEST, Map.of("GET", "pull", "HEAD", "pull", "DELETE", "delete")),
          new Place(ROOT + "blobs/uploads/", NEW_UPLOAD),
          new Place(ROOT + "blobs/uploads/?digest=" + DIGEST, NEW_UPLOAD),
          new Place(ROOT + "blobs/uploads/?from=paris/web&mount=" + DIGEST, NEW_UPLOAD),
          new Place(
              ROOT + "blobs/uploads/00000000-0000-4000-8000-000000000000?digest=" + DIGEST, UPLOAD),
          new Place(ROOT + "manifests/latest", MANIFEST),
          new Place(ROOT + "manifests/" + DIGEST, MANIFEST),
          new Place(ROOT + "tags/list", PULL),
          new Place(ROOT + "referrers/" + DIGEST, PULL));

  @BeforeAll
  static void start() {
    registry = TestRegistry.start(folder);
    stranger = FakeApi.start();
  }

  @AfterAll
  static void stop() {
    stranger.close();
    registry.close();
  }

  @ParameterizedTest(name = "{2} with {1} at {0}")
  @MethodSource("everybodyEverywhere")
  void a_place_lets_in_whose_token_names_it_and_nobody_else(
      Place place, String method, Asker asker) {
    var client = new RegistryClient(registry, REPOSITORY);
    var headers =
        method.equals("PUT")
            ? Map.of("Content-Type", RegistryClient.OCI_IMAGE)
            : Map.<String, String>of();
    var answer =
        client.sendAs(authorization(asker), method, place.path(), BodyPublishers.noBody(), headers);
    var action = place.actions().get(method);
    var status = assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8));
    if (action == null) {
      status.isIn(405, 404, 400);
      return;
    }
    var refusal = expected(asker, action);
    if (refusal.isPresent()) {
      status.isEqualTo(refusal.getAsInt());
    } else {
      status.isNotIn(401, 403).isLessThan(500);
    }
  }

  static Stream<Arguments> everybodyEverywhere() {
    return PLACES.stream()
        .flatMap(place ->
            METHODS.stream()
                .flatMap(method ->
                    Arrays.stream(Asker.values())
                        .map(asker -> Arguments.of(place, method, asker))));
  }

  /** The refusal's status. The ping is for whoever has a token at all. */
  private static OptionalInt expected(Asker asker, String action) {
    return switch (asker) {
      case NOBODY, GARBAGE, PASSWORD, EXPIRED, SIGNED_BY_ANOTHER, DEVICE -> OptionalInt.of(401);
      case NOTHING, OTHER_REPOSITORY, SIMILAR_REPOSITORY, OTHER_KIND ->
          refusedUnless(401, action.isEmpty());
      case PULL -> refusedUnless(403, Set.of("", "pull").contains(action));
      case PUSH -> refusedUnless(403, Set.of("", "pull", "push").contains(action));
      case EVERYTHING -> OptionalInt.empty();
    };
  }

  private static OptionalInt refusedUnless(int status, boolean letIn) {
    return letIn ? OptionalInt.empty() : OptionalInt.of(status);
  }

  private static String authorization(Asker asker) {
    var api = registry.api();
    var all = new RegistryAccess("repository", REPOSITORY, ALL);
    return switch (asker) {
      case NOBODY -> "";
      case GARBAGE -> "Bearer rubbish";
      case PASSWORD -> "Basic dGVzdDp0ZXN0";
      case EXPIRED -> "Bearer " + api.token(Instant.now().minusSeconds(1), all);
      case SIGNED_BY_ANOTHER -> "Bearer " + stranger.token(all);
      case DEVICE -> "Bearer " + api.token(TokenClaims.DEVICE_API, all);
      case NOTHING -> "Bearer " + api.token();
      case OTHER_REPOSITORY -> bearer("repository", "paris/web", ALL);
      case SIMILAR_REPOSITORY -> bearer("repository", REPOSITORY + "s", ALL);
      case OTHER_KIND -> bearer("registry", REPOSITORY, ALL);
      case PULL -> bearer("repository", REPOSITORY, Set.of("pull"));
      case PUSH -> bearer("repository", REPOSITORY, Set.of("pull", "push"));
      case EVERYTHING -> "Bearer " + api.token(all);
    };
  }

  private static String bearer(String kind, String name, Set<String> actions) {
    return "Bearer " + registry.api().token(new RegistryAccess(kind, name, actions));
  }
}
