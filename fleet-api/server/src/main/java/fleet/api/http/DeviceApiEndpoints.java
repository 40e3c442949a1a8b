package fleet.api.http;

import fleet.contract.device.Challenge;
import fleet.contract.device.ChallengeRequest;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.LogBatch;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.device.ServerMessage;
import fleet.contract.device.SessionRequest;
import fleet.contract.device.StateReport;
import fleet.contract.device.TargetState;
import fleet.contract.problem.ProblemCode;
import java.util.List;

/** What devices ask and say. */
record DeviceApiEndpoints(Desk desk) {
  private static final int REPORT = 1024 * 1024;
  private static final int LARGE = 10 * 1024 * 1024;

  List<Endpoint> all() {
    var api = desk.deviceApi();
    return List.of(
        Endpoint.post("/device/v1/register", "A new device registers with a provisioning key.")
            .takes(RegisterRequest.class)
            .makes(Registered.class)
            .refuses(ProblemCode.UNAUTHENTICATED, ProblemCode.GONE)
            .answer(api::register),
        Endpoint.post("/device/v1/challenge", "A device asks for something to sign.")
            .takes(ChallengeRequest.class)
            .gives(Challenge.class)
            .refuses(ProblemCode.UNAUTHENTICATED, ProblemCode.GONE)
            .answer(api::challenge),
        Endpoint.post("/device/v1/session", "A device signs in with a signed challenge.")
            .takes(SessionRequest.class)
            .gives(DeviceSession.class)
            .refuses(ProblemCode.UNAUTHENTICATED, ProblemCode.GONE)
            .answer(api::session),
        Endpoint.get("/device/v1/state", "What the device should run; 304 when that is known.")
            .byDevice()
            .gives(new Gives.Tagged(TargetState.class))
            .device(api::answerUnchanged, api::state),
        Endpoint.post("/device/v1/report", "The device says what it runs.")
            .byDevice()
            .takes(StateReport.class, REPORT)
            .device(api::takeReport, api::report),
        Endpoint.post("/device/v1/logs", "The device sends lines of its services.")
            .byDevice()
            .takes(LogBatch.class, LARGE)
            .device(api::logs),
        Endpoint.get("/device/v1/connect", "The device's own connection: targets down, reports up.")
            .byDevice()
            .gives(new Gives.Socket(DeviceMessage.class, ServerMessage.class))
            .raw(api::connect));
  }
}
