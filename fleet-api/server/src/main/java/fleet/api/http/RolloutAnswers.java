package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.release.ReleaseOrders;
import fleet.api.release.Releases;
import fleet.api.rollout.Rollouts;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.NewRollout;

/** Rollouts. */
record RolloutAnswers(Releases releases, ReleaseOrders orders, Rollouts rollouts) {
  Answer list(Person person, Call call) {
    return Answer.ok(rollouts.list(fleet(call), call.part()));
  }

  Answer plan(Person person, Call call) {
    var wanted = call.body(NewRollout.class);
    return Answer.ok(rollouts.plan(releases.get(fleet(call), wanted.release()), wanted));
  }

  Answer start(Person person, Call call) {
    var wanted = call.body(NewRollout.class);
    return Answer.created(orders.rollOut(person.name(), fleet(call), wanted));
  }

  Answer show(Person person, Call call) {
    return Answer.ok(rollouts.get(fleet(call), call.path(PathParts.ROLLOUT)));
  }

  Answer abort(Person person, Call call) {
    return Answer.ok(rollouts.abort(person.name(), fleet(call), call.path(PathParts.ROLLOUT)));
  }

  Answer resume(Person person, Call call) {
    return Answer.ok(rollouts.resume(person.name(), fleet(call), call.path(PathParts.ROLLOUT)));
  }

  private static FleetName fleet(Call call) {
    return call.path(PathParts.FLEET);
  }
}
