package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.build.Builds;
import fleet.api.device.ProvisioningKeys;
import fleet.api.fleet.Fleets;
import fleet.api.policy.BranchPolicies;
import fleet.api.policy.HostPolicies;
import fleet.api.type.DeviceTypes;
import fleet.api.view.FleetViews;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.FleetEdit;
import fleet.contract.operator.NewFleet;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.Page;
import fleet.contract.operator.ProvisioningKey;
import fleet.contract.policy.BranchPolicy;
import fleet.contract.policy.HostPolicy;

/** Fleets, the keys by which devices join them, and their builds. */
record FleetAnswers(
    Fleets fleets,
    FleetViews views,
    DeviceTypes types,
    ProvisioningKeys keys,
    HostPolicies policies,
    BranchPolicies branches,
    Builds builds,
    InstallLine installLine) {
  Answer list(Person person, Call call) {
    return Answer.ok(views.list(person.sight(), call.part(), call.host()));
  }

  Answer create(Person person, Call call) {
    var wanted = call.body(NewFleet.class);
    fleets.create(person.name(), wanted);
    return Answer.created(views.get(wanted.name(), call.host()));
  }

  Answer edit(Person person, Call call) {
    fleets.edit(person.name(), fleet(call), call.body(FleetEdit.class));
    return show(person, call);
  }

  Answer setTypes(Person person, Call call) {
    types.put(person.name(), fleet(call), call.body(FleetTypes.class));
    return show(person, call);
  }

  Answer policy(Person person, Call call) {
    return Answer.ok(policies.get(fleet(call)));
  }

  Answer setPolicy(Person person, Call call) {
    return Answer.ok(policies.put(person.name(), fleet(call), call.body(HostPolicy.class)));
  }

  Answer branches(Person person, Call call) {
    return Answer.ok(branches.get(fleet(call)));
  }

  Answer setBranches(Person person, Call call) {
    return Answer.ok(branches.put(person.name(), fleet(call), call.body(BranchPolicy.class)));
  }

  Answer show(Person person, Call call) {
    return Answer.ok(views.get(fleet(call), call.host()));
  }

  Answer delete(Person person, Call call) {
    fleets.delete(person.name(), fleet(call));
    return Answer.done();
  }

  Answer makeKey(Person person, Call call) {
    var made = keys.create(person.name(), fleet(call), call.body(NewProvisioningKey.class));
    var install = installLine.text(call, made.key());
    return Answer.created(new ProvisioningKey(made.about(), made.key(), install));
  }

  Answer keys(Person person, Call call) {
    return Answer.ok(keys.list(fleet(call), call.part()));
  }

  Answer revokeKey(Person person, Call call) {
    keys.revoke(person.name(), fleet(call), call.path(PathParts.KEY));
    return Answer.done();
  }

  Answer builds(Person person, Call call) {
    return Answer.ok(Page.whole(builds.of(fleet(call))));
  }

  Answer build(Person person, Call call) {
    return Answer.ok(builds.get(person, call.path(PathParts.BUILD)));
  }

  Answer cancelBuild(Person person, Call call) {
    builds.cancel(person, call.path(PathParts.BUILD));
    return Answer.done();
  }

  private static FleetName fleet(Call call) {
    return call.path(PathParts.FLEET);
  }
}
