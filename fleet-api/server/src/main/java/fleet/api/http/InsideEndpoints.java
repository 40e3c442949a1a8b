package fleet.api.http;

import fleet.contract.identity.SessionId;
import fleet.contract.node.AccessAnswer;
import fleet.contract.node.AccessQuestion;
import fleet.contract.node.BuildTerms;
import fleet.contract.node.BuiltRelease;
import fleet.contract.node.EndedSessions;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.OpenSessions;
import fleet.contract.node.Principal;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.RegistryTokenRequest;
import fleet.contract.node.TokenKey;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Release;
import java.util.List;

/** What the other servers ask. */
record InsideEndpoints(Desk desk) {
  private static final int LARGE = 10 * 1024 * 1024;
  private static final String INSIDE = "/internal/v1";

  List<Endpoint> all() {
    var internal = desk.internal();
    return List.of(
        Endpoint.post(INSIDE + "/keys/lookup", "Who holds an SSH key.")
            .byServer()
            .takes(KeyLookup.class)
            .gives(Principal.class)
            .answer(internal::lookup),
        Endpoint.post(INSIDE + "/authorize", "Whether somebody may do something.")
            .byServer()
            .takes(AccessQuestion.class)
            .gives(AccessAnswer.class)
            .answer(internal::authorize),
        Endpoint.post(INSIDE + "/fleets/{fleet}/releases", "Keeps what was built.")
            .byServer()
            .takes(NewRelease.class, LARGE)
            .makes(Release.class)
            .refuses(ProblemCode.INVALID_PROJECT)
            .answer(internal::keepRelease),
        Endpoint.get(INSIDE + "/fleets/{fleet}/build-terms", "What a build for a fleet goes by.")
            .byServer()
            .gives(BuildTerms.class)
            .answer(internal::buildTerms),
        Endpoint.get(INSIDE + "/fleets/{fleet}/releases/newest", "What was built last.")
            .byServer()
            .gives(Release.class)
            .answer(internal::newestRelease),
        Endpoint.get(INSIDE + "/fleets/{fleet}/releases/newest-final", "What is final, and newest.")
            .byServer()
            .gives(BuiltRelease.class)
            .answer(internal::newestFinal),
        Endpoint.post(INSIDE + "/sessions/ended", "Which of these sessions are over.")
            .byServer()
            .takes(OpenSessions.class, LARGE)
            .gives(EndedSessions.class)
            .answer(desk.devices()::endedSessions),
        Endpoint.post(INSIDE + "/registry-tokens", "A token with which a server uses the registry.")
            .byServer()
            .takes(RegistryTokenRequest.class)
            .gives(RegistryToken.class)
            .answer(internal::registryToken),
        Endpoint.get(INSIDE + "/releases/{release}/progress", "How far a release is.")
            .byServer()
            .gives(new Gives.Lines(RolloutProgress.class))
            .answer(desk.releases()::progress),
        Endpoint.get(INSIDE + "/erased-sessions", "Sessions of people who were erased.")
            .byServer()
            .givesPage(SessionId.class)
            .answer(internal::erasedSessions),
        Endpoint.get(INSIDE + "/token-key", "Whose signature the tokens carry.")
            .byServer()
            .gives(TokenKey.class)
            .answer(internal::tokenKey));
  }
}
