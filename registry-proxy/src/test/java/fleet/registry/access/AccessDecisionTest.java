package fleet.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.TokenClaims;
import fleet.contract.release.Digest;
import fleet.registry.access.Verdict.Allowed;
import fleet.registry.access.Verdict.Challenge;
import fleet.registry.access.Verdict.Denied;
import fleet.registry.request.EntityTags;
import fleet.registry.request.RegistryRequest;
import fleet.registry.request.RegistryRequest.DeleteBlob;
import fleet.registry.request.RegistryRequest.GetBlob;
import fleet.registry.request.RegistryRequest.MountBlob;
import fleet.registry.request.RegistryRequest.Ping;
import fleet.registry.request.RegistryRequest.StartUpload;
import fleet.registry.request.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Bearer NOBODY = new Bearer.Anonymous();
  private static final RepositoryName WEB = new RepositoryName("berlin/web");
  private static final RepositoryName OTHER = new RepositoryName("paris/web");
  private static final RepositoryName BASE = new RepositoryName("library/base");
  private static final Digest DIGEST = Digest.of(new byte[0]);
  private static final RegistryRequest PUSH = new StartUpload(WEB);

  private static RegistryRequest pull(RepositoryName repository) {
    return new GetBlob(repository, DIGEST, Optional.empty(), EntityTags.none());
  }

  private static Bearer token(RegistryAccess... access) {
    return token(TokenClaims.REGISTRY, NOW.plusSeconds(60), access);
  }

  private static Bearer token(String audience, Instant expires, RegistryAccess... access) {
    return new Bearer.Signed(
        new TokenClaims("fleet", "d", audience, 0, expires.getEpochSecond(), List.of(access)));
  }

  private static Verdict decide(Bearer bearer, RegistryRequest request) {
    return AccessDecision.decide(bearer, request, NOW);
  }

  private static Challenge challenge(String scope, String error) {
    return new Challenge(Optional.of(scope), Optional.of(error));
  }

  @Test
  void a_token_opens_what_it_names() {
    var token = token(RegistryAccess.push("berlin/web"));
    assertThat(decide(token, pull(WEB))).isEqualTo(new Allowed(pull(WEB)));
    assertThat(decide(token, PUSH)).isEqualTo(new Allowed(PUSH));
    assertThat(decide(token, new Ping())).isEqualTo(new Allowed(new Ping()));
  }

  @Test
  void without_a_token_the_challenge_names_the_scope() {
    assertThat(decide(NOBODY, pull(WEB)))
        .isEqualTo(new Challenge(Optional.of("repository:berlin/web:pull"), Optional.empty()));
    assertThat(decide(NOBODY, PUSH))
        .isEqualTo(new Challenge(Optional.of("repository:berlin/web:pull,push"), Optional.empty()));
    assertThat(decide(NOBODY, new Ping()))
        .isEqualTo(new Challenge(Optional.empty(), Optional.empty()));
  }

  @Test
  void a_forged_an_expired_and_a_foreign_token_are_no_token() {
    var access = RegistryAccess.pull("berlin/web");
    var expected = challenge("repository:berlin/web:pull", "invalid_token");
    assertThat(decide(new Bearer.Forged(), pull(WEB))).isEqualTo(expected);
    assertThat(decide(token(TokenClaims.REGISTRY, NOW, access), pull(WEB))).isEqualTo(expected);
    assertThat(decide(token(TokenClaims.DEVICE_API, NOW.plusSeconds(60), access), pull(WEB)))
        .isEqualTo(expected);
  }

  @Test
  void a_token_for_another_repository_is_asked_to_be_widened() {
    assertThat(decide(token(RegistryAccess.pull("berlin/webs")), pull(WEB)))
        .isEqualTo(challenge("repository:berlin/web:pull", "insufficient_scope"));
  }

  @Test
  void a_token_for_pulling_neither_pushes_nor_deletes() {
    var token = token(RegistryAccess.pull("berlin/web"));
    assertThat(decide(token, PUSH)).isEqualTo(new Denied("repository:berlin/web:pull,push"));
    assertThat(decide(token, new DeleteBlob(WEB, DIGEST)))
        .isEqualTo(new Denied("repository:berlin/web:delete"));
  }

  @Test
  void a_token_for_pushing_does_not_delete_but_one_for_everything_does() {
    var delete = new DeleteBlob(WEB, DIGEST);
    assertThat(decide(token(RegistryAccess.push("berlin/web")), delete)).isInstanceOf(Denied.class);
    var everything = new RegistryAccess("repository", "berlin/web", Set.of("*"));
    assertThat(decide(token(everything), delete)).isEqualTo(new Allowed(delete));
  }

  @Test
  void an_entry_of_another_type_opens_nothing() {
    var entry = new RegistryAccess("registry", "berlin/web", Set.of("*"));
    assertThat(decide(token(entry), pull(WEB))).isInstanceOf(Challenge.class);
  }

  @Test
  void public_repositories_are_pulled_by_anybody_and_pushed_by_few() {
    assertThat(decide(NOBODY, pull(BASE))).isInstanceOf(Allowed.class);
    assertThat(decide(new Bearer.Forged(), pull(BASE))).isInstanceOf(Allowed.class);
    assertThat(decide(NOBODY, new StartUpload(BASE))).isInstanceOf(Challenge.class);
    assertThat(decide(NOBODY, pull(new RepositoryName("library")))).isInstanceOf(Challenge.class);
  }

  @Test
  void a_mount_needs_both_repositories_or_becomes_an_upload() {
    var mount = new MountBlob(WEB, DIGEST, OTHER);
    var target = RegistryAccess.push("berlin/web");
    assertThat(decide(token(target, RegistryAccess.pull("paris/web")), mount))
        .isEqualTo(new Allowed(mount));
    assertThat(decide(token(target), mount)).isEqualTo(new Allowed(new StartUpload(WEB)));
    var fromBase = new MountBlob(WEB, DIGEST, BASE);
    assertThat(decide(token(target), fromBase)).isEqualTo(new Allowed(fromBase));
  }
}
