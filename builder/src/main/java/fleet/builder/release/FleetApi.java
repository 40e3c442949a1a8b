package fleet.builder.release;

import fleet.contract.client.JsonHttp;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.node.AccessAnswer;
import fleet.contract.node.AccessQuestion;
import fleet.contract.node.BuildKeys;
import fleet.contract.node.BuildTerms;
import fleet.contract.node.BuiltRelease;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.Principal;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.RegistryTokenRequest;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Release;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks the API. Blocking, thread-safe. Throws {@code ProblemException}, with {@code
 * UPSTREAM_FAILED} when the API does not answer.
 */
public final class FleetApi {
  private static final String ROUTES = "/internal/v1";

  private final JsonHttp http;
  private final KeptTokens tokens = new KeptTokens(this::newToken);

  public FleetApi(HttpClient client, URI api, Secret serviceKey) {
    this.http = new JsonHttp(client, api, () -> Optional.of(serviceKey));
  }

  /** Whose key this is; nobody's when absent. */
  public Optional<Principal> owner(String publicKey) {
    try {
      var question = new KeyLookup(publicKey);
      return Optional.of(
          answer(() -> http.post(ROUTES + "/keys/lookup", question, Principal.class)));
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public AccessAnswer may(UserName user, AccessAction action, FleetName fleet) {
    var question = new AccessQuestion(user, action, fleet);
    return answer(() -> http.post(ROUTES + "/authorize", question, AccessAnswer.class));
  }

  /** What a build for the fleet goes by; an API of the version before knows nothing of it. */
  public BuildTerms terms(FleetName fleet) {
    try {
      var route = "%s/fleets/%s/build-terms".formatted(ROUTES, fleet);
      return answer(() -> http.get(route, BuildTerms.class));
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NOT_FOUND) {
        return BuildTerms.NONE;
      }
      throw e;
    }
  }

  /** A token that opens these repositories for pushing. */
  public Secret registryToken(List<String> repositories) {
    return tokens.of(repositories);
  }

  private RegistryToken newToken(List<String> repositories) {
    var access = repositories.stream().map(RegistryAccess::push).toList();
    var request = new RegistryTokenRequest("builder", access);
    return answer(() -> http.post(ROUTES + "/registry-tokens", request, RegistryToken.class));
  }

  /** What the fleet keeps for its builds; nothing where the API is of a version before it. */
  public BuildKeys buildKeys(FleetName fleet) {
    try {
      return answer(
          () -> http.get("%s/fleets/%s/build-keys".formatted(ROUTES, fleet), BuildKeys.class));
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NOT_FOUND) {
        return BuildKeys.NONE;
      }
      throw e;
    }
  }

  public Release release(FleetName fleet, NewRelease release) {
    var route = "%s/fleets/%s/releases".formatted(ROUTES, fleet);
    return answer(() -> http.post(route, release, Release.class));
  }

  /** The fleet's newest release, whatever became of it; absent where it has none. */
  public Optional<Release> newestRelease(FleetName fleet) {
    var route = "%s/fleets/%s/releases/newest".formatted(ROUTES, fleet);
    try {
      return Optional.of(answer(() -> http.get(route, Release.class)));
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The fleet's newest final release; absent where it has none, and to an API before it. */
  public Optional<BuiltRelease> newestFinal(FleetName fleet) {
    var route = "%s/fleets/%s/releases/newest-final".formatted(ROUTES, fleet);
    try {
      return Optional.of(answer(() -> http.get(route, BuiltRelease.class)));
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Hands over the release's progress at once and at each change, until there is enough of it. */
  public void progress(ReleaseId release, Predicate<RolloutProgress> more) {
    answer(() -> {
      http.stream(
          "%s/releases/%s/progress".formatted(ROUTES, release), RolloutProgress.class, more);
      return true;
    });
  }

  private <T> T answer(Supplier<T> call) {
    try {
      return call.get();
    } catch (UnreachableException e) {
      throw new ProblemException(
          ProblemCode.UPSTREAM_FAILED,
          "the Fleet API at %s does not answer".formatted(http.base()),
          "push again when it is back");
    }
  }
}
