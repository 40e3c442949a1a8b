package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.operator.SignersView;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.TrustChain;
import java.util.List;

/** What is signed, and by which keys. */
record TrustEndpoints(Desk desk) {
  private static final String API = "/api/v1";
  private static final String SIGNERS = API + "/fleets/{fleet}/signers";

  List<Endpoint> all() {
    var trust = desk.trust();
    return List.of(
        Endpoint.get(API + "/trust", "The keys that sign releases and assignments.")
            .gives(TrustChain.class)
            .answer(trust::chain),
        Endpoint.post(API + "/trust/rotate", "A new key signs from now on, said by the old one.")
            .by(MANAGE, Subject.INSTALLATION)
            .gives(TrustChain.class)
            .person(trust::rotate),
        Endpoint.get(
                API + "/fleets/{fleet}/releases/{release}/statement",
                "What is signed of a release: all its digests, and how it runs.")
            .by(VIEW, Subject.FLEET)
            .gives(Envelope.class)
            .person(trust::statement),
        Endpoint.get(SIGNERS, "Who signs the fleet's releases besides the server.")
            .by(VIEW, Subject.FLEET)
            .gives(SignersView.class)
            .person(trust::signers),
        Endpoint.post(SIGNERS, "Other signers, as those before them sign it.")
            .by(MANAGE, Subject.FLEET)
            .takes(Envelope.class)
            .gives(SignersView.class)
            .person(trust::changeSigners));
  }
}
