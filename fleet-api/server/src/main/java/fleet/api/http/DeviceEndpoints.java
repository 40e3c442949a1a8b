package fleet.api.http;

import static fleet.contract.node.AccessAction.OPEN_SESSION;
import static fleet.contract.node.AccessAction.OPERATE;
import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.device.LogLine;
import fleet.contract.devicetype.TypeChoice;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.NewPin;
import fleet.contract.operator.RemovedDevice;
import fleet.contract.operator.SshGrant;
import fleet.contract.operator.SshRequest;
import fleet.contract.problem.ProblemCode;
import java.util.List;

/** Devices, as operators see and order them. */
record DeviceEndpoints(Desk desk) {
  private static final String API = "/api/v1";
  private static final String DEVICE = API + "/devices/{device}";

  List<Endpoint> all() {
    var devices = desk.devices();
    return List.of(
        Endpoint.get(API + "/devices", "The devices that whoever asks may see, by fleet and name.")
            .by(VIEW, Subject.SEEN)
            .query(DeviceAnswers.FLEET, DeviceAnswers.WHERE)
            .givesPage(DeviceView.class)
            .person(devices::list),
        Endpoint.get(DEVICE, "One device, by id, or by a name that only one has.")
            .by(VIEW, Subject.DEVICE)
            .gives(DeviceView.class)
            .person(devices::show),
        Endpoint.patch(DEVICE, "Changes a device's name, note or tags.")
            .by(OPERATE, Subject.DEVICE)
            .takes(DeviceEdit.class)
            .gives(DeviceView.class)
            .person(desk.deviceEdits()::edit),
        Endpoint.post(DEVICE + "/move", "Takes a device to another fleet.")
            .by(PUSH, Subject.DEVICE)
            .takes(DeviceMove.class)
            .gives(DeviceView.class)
            .person(desk.deviceEdits()::move),
        Endpoint.put(DEVICE + "/type", "Says of what type a device is.")
            .by(OPERATE, Subject.DEVICE)
            .takes(TypeChoice.class)
            .gives(DeviceView.class)
            .person(desk.deviceEdits()::retype),
        Endpoint.put(DEVICE + "/pin", "Keeps a device on a release, whatever its fleet runs.")
            .by(OPERATE, Subject.DEVICE)
            .takes(NewPin.class)
            .gives(DeviceView.class)
            .person(desk.deviceEdits()::pin),
        Endpoint.delete(DEVICE + "/pin", "Lets a device follow its fleet again.")
            .by(OPERATE, Subject.DEVICE)
            .person(desk.deviceEdits()::unpin),
        Endpoint.delete(DEVICE, "Removes a device; its key opens nothing any more, for ever.")
            .by(PUSH, Subject.DEVICE)
            .query(DeviceAnswers.REMAINS)
            .person(devices::delete),
        Endpoint.get(
                API + "/fleets/{fleet}/removed-devices",
                "What was kept of the fleet's removed devices, the newest first.")
            .by(VIEW, Subject.FLEET)
            .givesPage(RemovedDevice.class)
            .person((_, call) -> devices.removed(call)),
        Endpoint.get(DEVICE + "/logs", "What a device's services write.")
            .by(VIEW, Subject.DEVICE)
            .query(DeviceAnswers.FOLLOW, DeviceAnswers.SERVICE, DeviceAnswers.LINES)
            .gives(new Gives.Lines(LogLine.class))
            .person(devices::logs),
        Endpoint.post(DEVICE + "/sessions", "Opens a remote session.")
            .by(OPEN_SESSION, Subject.DEVICE)
            .takes(SshRequest.class)
            .makes(SshGrant.class)
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .person(devices::openSession));
  }
}
