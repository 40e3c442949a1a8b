package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import fleet.contract.device.ServerMessage;
import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, of which one loses it without a word. */
class LostDatabaseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void a_node_that_lost_it_trusts_no_memory_and_sends_its_devices_to_the_other() throws Exception {
    try (var api = RunningApi.alone();
        var wire = new Wire(api.database().port());
        var other = api.onDatabasePort(wire.port())) {
      other.start();
      var fleet = api.newFleet("berlin");
      var device = new TestDevice(api);
      var registered = device.register(api.newKey(fleet, 1).key(), "kitchen");
      var here = device.signIn(registered.device());
      var there = at(other, here.token().orElseThrow());
      var socket = DeviceSocket.open(there);
      var etag = socket.next(ServerMessage.Target.class).etag();
      assertThat(poll(there, etag)).isEqualTo(304);
      assertThat(poll(there, etag)).as("from memory").isEqualTo(304);
      there.get("/api/v1/ready").expect(204);

      wire.lose();
      for (var polls = 0; polls < 20; polls++) {
        assertThat(poll(there, etag)).as("without a word to the database").isEqualTo(304);
      }
      var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
      await("memory is not trusted").atMost(PATIENCE).until(() -> poll(there, etag) == 503);
      assertThat(socket.whyClosed(PATIENCE)).isEqualTo("this server has lost its database");
      there.get("/api/v1/ready").expect(503);
      assertThatThrownBy(() -> DeviceSocket.open(there))
          .cause()
          .asInstanceOf(type(WebSocketHandshakeException.class))
          .extracting(WebSocketHandshakeException::getResponse)
          .returns(503, HttpResponse::statusCode);
      try (var back = DeviceSocket.open(here)) {
        assertThat(back.next(ServerMessage.Target.class).state().release().orElseThrow().id())
            .isEqualTo(release.id());
      }

      wire.restore();
      await("devices are taken again")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> DeviceSocket.open(there).close());
      assertThat(poll(there, etag)).isEqualTo(200);
    }
  }

  private static Caller at(ApiServer node, Secret token) {
    return new Caller(URI.create("http://127.0.0.1:" + node.port()), Optional.of(token));
  }

  private static int poll(Caller device, String etag) {
    return device
        .send(device.request("/device/v1/state").header("If-None-Match", etag).GET())
        .status();
  }
}
