package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.access.ApiKey;
import fleet.contract.access.ApiKeyView;
import fleet.contract.access.Invitation;
import fleet.contract.access.InvitationAnswer;
import fleet.contract.access.InvitationView;
import fleet.contract.access.LockOut;
import fleet.contract.access.NewApiKey;
import fleet.contract.access.NewInvitation;
import fleet.contract.access.SignInView;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;

/** By what people come in: sign-ins, API keys, invitations; and what keeps them out. */
record SignInEndpoints(Desk desk) {
  private static final String API = "/api/v1";
  private static final String INVITATIONS = API + "/invitations";

  List<Endpoint> all() {
    return Stream.of(signIns(), apiKeys(), lockOuts(), invitations())
        .flatMap(List::stream)
        .toList();
  }

  private List<Endpoint> signIns() {
    return List.of(
        Endpoint.get(API + "/sign-ins", "The open sign-ins of whoever asks.")
            .by(VIEW, Subject.OWN)
            .query(SignInAnswers.USER)
            .givesPage(SignInView.class)
            .person(desk.signIns()::list),
        Endpoint.delete(API + "/sign-ins/{signIn}", "Ends a sign-in at once.")
            .by(MANAGE, Subject.OWN)
            .query(SignInAnswers.USER)
            .person(desk.signIns()::end));
  }

  private List<Endpoint> apiKeys() {
    return List.of(
        Endpoint.get(API + "/api-keys", "The API keys of whoever asks.")
            .by(VIEW, Subject.OWN)
            .query(SignInAnswers.USER)
            .givesPage(ApiKeyView.class)
            .person(desk.signIns()::apiKeys),
        Endpoint.post(API + "/api-keys", "Makes an API key.")
            .by(MANAGE, Subject.OWN)
            .takes(NewApiKey.class)
            .makes(ApiKey.class)
            .person(desk.signIns()::makeApiKey),
        Endpoint.delete(API + "/api-keys/{apiKey}", "Removes an API key.")
            .by(MANAGE, Subject.OWN)
            .query(SignInAnswers.USER)
            .person(desk.signIns()::removeApiKey));
  }

  private List<Endpoint> lockOuts() {
    return List.of(
        Endpoint.get(API + "/lock-outs", "Names and addresses whose passwords must wait.")
            .by(MANAGE, Subject.INSTALLATION)
            .givesPage(LockOut.class)
            .person(desk.signIns()::lockOuts),
        Endpoint.delete(API + "/lock-outs", "Lets passwords be tried again.")
            .by(MANAGE, Subject.INSTALLATION)
            .query(SignInAnswers.LOCKED_USER, SignInAnswers.LOCKED_ADDRESS)
            .person(desk.signIns()::unlock));
  }

  private List<Endpoint> invitations() {
    return List.of(
        Endpoint.get(INVITATIONS, "The invitations that nobody used yet.")
            .by(MANAGE, Subject.INSTALLATION)
            .givesPage(InvitationView.class)
            .person(desk.signIns()::invitations),
        Endpoint.post(INVITATIONS, "Invites somebody.")
            .by(MANAGE, Subject.INSTALLATION)
            .takes(NewInvitation.class)
            .makes(Invitation.class)
            .person(desk.signIns()::invite),
        Endpoint.delete(INVITATIONS + "/{invitation}", "Takes an invitation back.")
            .by(MANAGE, Subject.INSTALLATION)
            .person(desk.signIns()::uninvite),
        Endpoint.post(INVITATIONS + "/accept", "Makes whoever has an invitation's code a person.")
            .takes(InvitationAnswer.class)
            .makes(SignedIn.class)
            .refuses(ProblemCode.UNAUTHENTICATED, ProblemCode.GONE, ProblemCode.TOO_MANY_REQUESTS)
            .answer(desk.signIns()::accept));
  }
}
