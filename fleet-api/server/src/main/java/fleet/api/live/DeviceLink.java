package fleet.api.live;

import com.fasterxml.jackson.databind.util.RawValue;
import fleet.api.target.Approach;
import fleet.contract.Json;
import fleet.contract.device.ServerMessage;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * One device's open WebSocket. Mutable: what was told last belongs to the hub's worker, when the
 * device was heard last to whoever hears it.
 */
final class DeviceLink {
  private static final short POLICY = 1008;
  private static final short COME_BACK = 1013;

  /**
   * The connection itself.
   *
   * @param loop the event loop that it belongs to
   */
  record Line(ServerWebSocket socket, Executor loop) {}

  /** A {@link ServerMessage.Target} whose state is written already. */
  private record Told(String kind, String etag, RawValue state) {}

  private final UUID id = UUID.randomUUID();
  private final DeviceId device;
  private final Approach approach;
  private final ServerWebSocket socket;
  private final Executor loop;
  private volatile Instant heardAt;
  private volatile Optional<FleetName> fleet = Optional.empty();
  private volatile Instant validUntil = Instant.MAX;
  private String toldEtag = "";

  DeviceLink(DeviceId device, Approach approach, Line line, Instant now) {
    this.device = device;
    this.approach = approach;
    this.socket = line.socket();
    this.loop = line.loop();
    this.heardAt = now;
  }

  UUID id() {
    return id;
  }

  DeviceId device() {
    return device;
  }

  Approach approach() {
    return approach;
  }

  ServerWebSocket socket() {
    return socket;
  }

  Executor loop() {
    return loop;
  }

  void heard(Instant now) {
    heardAt = now;
  }

  Instant heardAt() {
    return heardAt;
  }

  /** Says whether the device may be of that fleet. */
  boolean mayBeOf(Optional<FleetName> other) {
    return fleet.isEmpty() || fleet.equals(other);
  }

  /** Tells the target unless it was told; false when the device does not take any more now. */
  boolean tell(Aim aim) {
    fleet = Optional.of(aim.fleet());
    validUntil = aim.validUntil();
    if (aim.etag().equals(toldEtag)) {
      return true;
    }
    if (socket.writeQueueFull()) {
      return false;
    }
    send(new Told("target", aim.etag(), new RawValue(aim.json())));
    toldEtag = aim.etag();
    return true;
  }

  /** Says whether what was told is to be looked at anew. */
  boolean isOver(Instant now) {
    return !now.isBefore(validUntil);
  }

  void send(ServerMessage message) {
    send((Object) message);
  }

  private void send(Object message) {
    var _ = socket.writeTextMessage(Json.write(message));
  }

  /** Sends the device to another node. */
  void letGo(String reason) {
    var _ = socket.close(COME_BACK, reason);
  }

  /** Closes with a reason; the device comes again or learns why not. */
  void close(String reason) {
    var _ = socket.close(POLICY, reason);
  }
}
