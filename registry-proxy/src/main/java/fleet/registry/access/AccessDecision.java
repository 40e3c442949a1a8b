package fleet.registry.access;

import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.TokenClaims;
import fleet.registry.access.Verdict.Allowed;
import fleet.registry.access.Verdict.Challenge;
import fleet.registry.access.Verdict.Denied;
import fleet.registry.request.RegistryRequest;
import fleet.registry.request.RegistryRequest.InRepository;
import fleet.registry.request.RegistryRequest.MountBlob;
import fleet.registry.request.RegistryRequest.Ping;
import fleet.registry.request.RegistryRequest.StartUpload;
import fleet.registry.request.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides about one request. Public repositories may be pulled by anybody; everything else takes a
 * token whose access names the repository and the action.
 */
public final class AccessDecision {
  private static final String REPOSITORY = "repository";
  private static final String EVERY_ACTION = "*";

  private AccessDecision() {}

  public static Verdict decide(Bearer bearer, RegistryRequest request, Instant now) {
    return switch (request) {
      case Ping ping -> claims(bearer, now).isPresent() ? new Allowed(ping) : challenge(bearer);
      case InRepository inside -> decideInRepository(bearer, inside, now);
    };
  }

  private static Verdict decideInRepository(Bearer bearer, InRepository request, Instant now) {
    var action = Action.of(request);
    var access = claims(bearer, now).map(TokenClaims::access);
    if (opens(access.orElse(List.of()), request.repository(), action)) {
      return new Allowed(withinReach(access.orElse(List.of()), request));
    }
    var scope = action.scope(request);
    if (access.isEmpty()) {
      return new Challenge(Optional.of(scope), invalidToken(bearer));
    }
    return names(access.get(), request.repository())
        ? new Denied(scope)
        : new Challenge(Optional.of(scope), Optional.of("insufficient_scope"));
  }

  /** A client that may not read the other repository uploads the blob itself. */
  private static RegistryRequest withinReach(List<RegistryAccess> access, InRepository request) {
    return request instanceof MountBlob mount && !opens(access, mount.from(), Action.PULL)
        ? new StartUpload(mount.repository())
        : request;
  }

  private static Optional<TokenClaims> claims(Bearer bearer, Instant now) {
    return bearer instanceof Bearer.Signed(var claims)
            && TokenClaims.REGISTRY.equals(claims.audience())
            && !claims.isExpired(now)
        ? Optional.of(claims)
        : Optional.empty();
  }

  private static Challenge challenge(Bearer bearer) {
    return new Challenge(Optional.empty(), invalidToken(bearer));
  }

  private static Optional<String> invalidToken(Bearer bearer) {
    return bearer instanceof Bearer.Anonymous ? Optional.empty() : Optional.of("invalid_token");
  }

  private static boolean opens(
      List<RegistryAccess> access, RepositoryName repository, Action action) {
    if (action == Action.PULL && repository.isPublic()) {
      return true;
    }
    return access.stream()
        .filter(entry -> isAbout(entry, repository))
        .anyMatch(entry ->
            entry.actions().contains(action.word()) || entry.actions().contains(EVERY_ACTION));
  }

  private static boolean names(List<RegistryAccess> access, RepositoryName repository) {
    return access.stream().anyMatch(entry -> isAbout(entry, repository));
  }

  private static boolean isAbout(RegistryAccess entry, RepositoryName repository) {
    return REPOSITORY.equals(entry.type()) && repository.value().equals(entry.name());
  }
}
