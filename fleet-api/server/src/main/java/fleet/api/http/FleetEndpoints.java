package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;
import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.devicetype.FleetTypes;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildUpload;
import fleet.contract.operator.BuildView;
import fleet.contract.operator.Event;
import fleet.contract.operator.FleetEdit;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.NewFleet;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.ProvisioningKey;
import fleet.contract.operator.ProvisioningKeyView;
import fleet.contract.policy.BranchPolicy;
import fleet.contract.policy.HostPolicy;
import fleet.contract.problem.ProblemCode;
import java.util.List;

/** Fleets, their builds, and what happens in them. */
record FleetEndpoints(Desk desk) {
  private static final String API = "/api/v1";
  private static final String FLEET = API + "/fleets/{fleet}";

  List<Endpoint> all() {
    var fleets = desk.fleets();
    return List.of(
        Endpoint.get(API + "/fleets", "The fleets that whoever asks may see, by name.")
            .by(VIEW, Subject.SEEN)
            .givesPage(FleetView.class)
            .person(fleets::list),
        Endpoint.post(API + "/fleets", "Makes a fleet.")
            .by(PUSH, Subject.INSTALLATION)
            .takes(NewFleet.class)
            .makes(FleetView.class)
            .person(fleets::create),
        Endpoint.get(FLEET, "One fleet.")
            .by(VIEW, Subject.FLEET)
            .gives(FleetView.class)
            .person(fleets::show),
        Endpoint.patch(FLEET, "Changes a fleet's note.")
            .by(PUSH, Subject.FLEET)
            .takes(FleetEdit.class)
            .gives(FleetView.class)
            .person(fleets::edit),
        Endpoint.delete(FLEET, "Removes a fleet with its devices and releases.")
            .by(MANAGE, Subject.FLEET)
            .person(fleets::delete),
        Endpoint.put(FLEET + "/types", "Says what devices a fleet is for; those that it has stay.")
            .by(PUSH, Subject.FLEET)
            .takes(FleetTypes.class)
            .gives(FleetView.class)
            .person(fleets::setTypes),
        Endpoint.get(FLEET + "/policy", "What services may reach of the machines they run on.")
            .by(VIEW, Subject.FLEET)
            .gives(HostPolicy.class)
            .person(fleets::policy),
        Endpoint.put(FLEET + "/policy", "Says what services may reach of their machines.")
            .by(MANAGE, Subject.FLEET)
            .takes(HostPolicy.class)
            .gives(HostPolicy.class)
            .person(fleets::setPolicy),
        Endpoint.get(FLEET + "/branches", "What becomes of pushes to branches.")
            .by(VIEW, Subject.FLEET)
            .gives(BranchPolicy.class)
            .person(fleets::branches),
        Endpoint.put(FLEET + "/branches", "Says which branch deploys, and which build drafts.")
            .by(PUSH, Subject.FLEET)
            .takes(BranchPolicy.class)
            .gives(BranchPolicy.class)
            .person(fleets::setBranches),
        Endpoint.post(FLEET + "/provisioning-keys", "Makes a key by which devices join the fleet.")
            .by(PUSH, Subject.FLEET)
            .takes(NewProvisioningKey.class)
            .makes(ProvisioningKey.class)
            .person(fleets::makeKey),
        Endpoint.get(FLEET + "/provisioning-keys", "The keys by which devices join the fleet.")
            .by(VIEW, Subject.FLEET)
            .givesPage(ProvisioningKeyView.class)
            .person(fleets::keys),
        Endpoint.delete(FLEET + "/provisioning-keys/{key}", "Revokes a provisioning key.")
            .by(PUSH, Subject.FLEET)
            .person(fleets::revokeKey),
        Endpoint.post(
                FLEET + "/builds",
                "Builds a folder, sent as tar or tar.gz, with secrets before it or none.")
            .by(PUSH, Subject.FLEET)
            .query(BuildParameters.ALL)
            .takes(
                new Takes.Bytes("application/x-tar", "application/gzip", BuildUpload.CONTENT_TYPE))
            .gives(new Gives.Lines(BuildEvent.class))
            .refuses(
                ProblemCode.INVALID_PROJECT,
                ProblemCode.TOO_MANY_REQUESTS,
                ProblemCode.UPSTREAM_FAILED)
            .raw(desk.proxies().builds()::upload),
        Endpoint.get(FLEET + "/builds", "A fleet's builds that are remembered, the newest first.")
            .by(VIEW, Subject.FLEET)
            .givesAll(BuildView.class, BuildView.MAX_OF_FLEET)
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .person(fleets::builds),
        Endpoint.get(API + "/builds/{build}", "One build.")
            .by(VIEW, Subject.SEEN)
            .gives(BuildView.class)
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .person(fleets::build),
        Endpoint.get(API + "/builds/{build}/log", "A build's events from the first, live.")
            .by(VIEW, Subject.SEEN)
            .query(BuildParameters.OF_LOG)
            .gives(new Gives.Lines(BuildEvent.class))
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .raw(desk.proxies().builds()::log),
        Endpoint.delete(API + "/builds/{build}", "Ends a build before it makes a release.")
            .by(VIEW, Subject.SEEN)
            .refuses(ProblemCode.CONFLICT, ProblemCode.UPSTREAM_FAILED)
            .person(fleets::cancelBuild),
        Endpoint.get(API + "/events", "What happens, from now on or after a cursor.")
            .by(VIEW, Subject.SEEN)
            .query(EventAnswers.AFTER)
            .gives(new Gives.Events(Event.class))
            .person(desk.events()::events));
  }
}
