package fleet.api.http;

import com.fasterxml.jackson.databind.util.RawValue;
import fleet.api.device.DeviceSessions;
import fleet.api.device.Presence;
import fleet.api.device.Registration;
import fleet.api.device.Reports;
import fleet.api.live.DeviceHub;
import fleet.api.live.TargetBoard;
import fleet.api.log.DeviceLogs;
import fleet.api.wire.Received;
import fleet.contract.device.ChallengeRequest;
import fleet.contract.device.LogBatch;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.SessionRequest;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What devices ask and say.
 *
 * @param pollWindow how long a device that polls counts as here
 */
record DeviceApi(
    Registration registration,
    DeviceSessions sessions,
    Presence presence,
    Live live,
    Duration pollWindow) {
  private static final int SMALL_REPORT = 16 * 1024;

  /** Where targets come from and where reports and lines go. */
  record Live(DeviceHub hub, TargetBoard board, Reports reports, DeviceLogs logs) {}

  /** Refuses devices at once where they would wait for a database that does not answer. */
  void admit(RoutingContext context) {
    if (live.hub().takesDevices()) {
      context.next();
    } else {
      // Kept, the connection would lead to this node again.
      var _ = context.response().putHeader("Connection", "close");
      context.fail(lostDatabase());
    }
  }

  /** For load balancers: asks nothing of the database, and nothing of the other parts. */
  Answer ready(Call call) {
    if (!live.hub().takesDevices()) {
      throw lostDatabase();
    }
    return Answer.done();
  }

  private static ProblemException lostDatabase() {
    return new Problem(
            ProblemCode.UNAVAILABLE, "this server has lost its database", "try again soon")
        .asException();
  }

  Answer register(Call call) {
    return Answer.created(registration.register(call.body(RegisterRequest.class)));
  }

  Answer challenge(Call call) {
    return Answer.ok(sessions.challenge(call.body(ChallengeRequest.class).device()));
  }

  Answer session(Call call) {
    return Answer.ok(sessions.open(call.body(SessionRequest.class)));
  }

  /** Answers an unchanged poll on the event loop: nothing of it blocks. */
  boolean answerUnchanged(RoutingContext context) {
    var request = context.request();
    var known = request.getHeader("If-None-Match");
    var device = Exchange.device(context);
    if (known != null
        && live.board().isCurrent(device, Call.approach(request), known)
        && !presence.heard(device, pollWindow)) {
      Replies.unchanged(context.response(), known);
      return true;
    }
    return false;
  }

  Answer state(DeviceId device, Call call) {
    var aim = live.board().look(device, call.approach()).orElseThrow(Reports::removed);
    heard(device);
    return call.header("If-None-Match").filter(aim.etag()::equals).isPresent()
        ? new Answer.Unchanged(aim.etag())
        : new Answer.Tagged(aim.etag(), new RawValue(aim.json()));
  }

  /**
   * Takes a small report of a device that is known to be here on the event loop: it is read sooner
   * than it is handed over, and nothing of it blocks.
   */
  boolean takeReport(RoutingContext context) {
    var device = Exchange.device(context);
    var body = context.body().buffer();
    if (body == null || body.length() > SMALL_REPORT || presence.heard(device, pollWindow)) {
      return false;
    }
    CompletableFuture<Void> taken;
    try {
      taken = live.reports().take(device, Received.read(body.getBytes(), StateReport.class));
    } catch (IllegalArgumentException e) {
      // It is told on the longer way.
      return false;
    }
    Exchange.whenDone(taken, context);
    return true;
  }

  Answer report(DeviceId device, Call call) {
    var report = call.body(StateReport.class);
    heard(device);
    return new Answer.Later(live.reports().take(device, report));
  }

  Answer logs(DeviceId device, Call call) {
    live.logs().add(device, call.body(LogBatch.class));
    heard(device);
    return Answer.done();
  }

  /** Opens the WebSocket; called on the event loop. */
  void connect(RoutingContext context) {
    var request = context.request();
    if (!request.canUpgradeToWebSocket()) {
      context.fail(400);
      return;
    }
    var device = Exchange.device(context);
    var approach = Call.approach(request);
    var _ = request.toWebSocket().onSuccess(socket -> live.hub().connect(device, approach, socket));
  }

  private void heard(DeviceId device) {
    if (presence.heard(device, pollWindow)) {
      presence.arrived(device, pollWindow);
    }
  }
}
