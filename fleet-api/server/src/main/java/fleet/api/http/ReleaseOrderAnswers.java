package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.release.ReleaseOrders;
import fleet.api.release.Releases;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Invalidation;
import fleet.contract.operator.NewSignatures;
import fleet.contract.operator.ReleaseEdit;
import fleet.contract.operator.Rollback;

/** What people do with releases. */
record ReleaseOrderAnswers(Releases releases, ReleaseOrders orders) {
  Answer compare(Person person, Call call) {
    return Answer.ok(releases.compare(fleet(call), release(call), call.path(PathParts.OTHER)));
  }

  Answer edit(Person person, Call call) {
    var edit = call.body(ReleaseEdit.class);
    return Answer.ok(orders.edit(person.name(), fleet(call), release(call), edit));
  }

  Answer finish(Person person, Call call) {
    return Answer.ok(orders.finish(person.name(), fleet(call), release(call)));
  }

  Answer sign(Person person, Call call) {
    var wanted = call.body(NewSignatures.class);
    return Answer.ok(orders.sign(person.name(), fleet(call), release(call), wanted));
  }

  Answer invalidate(Person person, Call call) {
    var order = call.body(Invalidation.class);
    return Answer.ok(orders.invalidate(person.name(), fleet(call), release(call), order));
  }

  Answer deploy(Person person, Call call) {
    return Answer.ok(orders.deploy(person.name(), fleet(call), release(call)));
  }

  Answer rollback(Person person, Call call) {
    return Answer.ok(orders.rollback(person.name(), fleet(call), call.body(Rollback.class)));
  }

  private static FleetName fleet(Call call) {
    return call.path(PathParts.FLEET);
  }

  private static String release(Call call) {
    return call.path(PathParts.RELEASE);
  }
}
