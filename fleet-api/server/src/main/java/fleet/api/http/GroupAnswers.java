package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.api.fleet.Fleets;
import fleet.api.group.Groups;
import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.GroupEdit;
import fleet.contract.operator.GroupView;
import fleet.contract.operator.NewGroup;
import java.util.Optional;

/** Saved groups of devices. */
record GroupAnswers(Fleets fleets, Groups groups) {
  Answer list(Person person, Call call) {
    return Answer.ok(groups.list(person.sight(), call.part()));
  }

  Answer show(Person person, Call call) {
    return Answer.ok(group(person, call));
  }

  Answer create(Person person, Call call) {
    var wanted = call.body(NewGroup.class);
    require(person, wanted.fleet());
    return Answer.created(groups.create(person.name(), person.sight(), wanted));
  }

  Answer edit(Person person, Call call) {
    var group = group(person, call);
    require(person, group.fleet());
    var edit = call.body(GroupEdit.class);
    return Answer.ok(groups.edit(person.name(), person.sight(), group.name(), edit));
  }

  Answer delete(Person person, Call call) {
    var group = group(person, call);
    require(person, group.fleet());
    groups.delete(person.name(), group);
    return Answer.done();
  }

  private GroupView group(Person person, Call call) {
    return groups.get(call.path(PathParts.GROUP).value(), person.sight());
  }

  private void require(Person person, Optional<FleetName> fleet) {
    if (fleet.isEmpty()) {
      Access.require(Access.decide(person, AccessAction.OPERATE));
      return;
    }
    if (!person.sight().sees(fleet.get()) || !fleets.exists(fleet.get())) {
      throw Fleets.missing(fleet.get());
    }
    Access.require(Access.decide(person, AccessAction.OPERATE, fleet.get()));
  }
}
