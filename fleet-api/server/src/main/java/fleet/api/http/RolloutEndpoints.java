package fleet.api.http;

import static fleet.contract.node.AccessAction.OPERATE;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.operator.NewRollout;
import fleet.contract.operator.RolloutPlan;
import fleet.contract.operator.RolloutView;
import java.util.List;

/** Releases that go to some devices first. */
record RolloutEndpoints(Desk desk) {
  private static final String ROLLOUTS = "/api/v1/fleets/{fleet}/rollouts";
  private static final String ROLLOUT = ROLLOUTS + "/{rollout}";

  List<Endpoint> all() {
    var rollouts = desk.rollouts();
    return List.of(
        Endpoint.get(ROLLOUTS, "The fleet's rollouts, the newest first.")
            .by(VIEW, Subject.FLEET)
            .givesPage(RolloutView.class)
            .person(rollouts::list),
        Endpoint.post(ROLLOUTS, "Starts a rollout in place of one that is open.")
            .by(OPERATE, Subject.FLEET)
            .takes(NewRollout.class)
            .makes(RolloutView.class)
            .person(rollouts::start),
        Endpoint.post(ROLLOUTS + "/plan", "Says who would move when; nothing moves.")
            .by(VIEW, Subject.FLEET)
            .takes(NewRollout.class)
            .gives(RolloutPlan.class)
            .person(rollouts::plan),
        Endpoint.get(ROLLOUT, "One rollout, by id, or the latest.")
            .by(VIEW, Subject.FLEET)
            .gives(RolloutView.class)
            .person(rollouts::show),
        Endpoint.post(ROLLOUT + "/abort", "Gives a rollout up; its devices go back.")
            .by(OPERATE, Subject.FLEET)
            .gives(RolloutView.class)
            .person(rollouts::abort),
        Endpoint.post(
                ROLLOUT + "/resume", "Lets a halted rollout go on in spite of what halted it.")
            .by(OPERATE, Subject.FLEET)
            .gives(RolloutView.class)
            .person(rollouts::resume));
  }
}
