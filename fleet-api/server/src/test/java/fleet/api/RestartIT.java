package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.device.ServerMessage;
import fleet.contract.device.TargetState;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.node.TokenKey;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.Role;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server that starts again still knows, and when it does not start. */
class RestartIT {
  @Test
  void a_restart_keeps_people_devices_releases_tokens_and_etags() {
    try (var api = RunningApi.alone()) {
      var fleet = api.newFleet("berlin");
      var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
      var device = new TestDevice(api);
      var registered = device.register(api.newKey(fleet, 1).key(), "kitchen");
      var token = device.session(registered.device()).accessToken();
      var state = api.as(token).get("/device/v1/state").expect(200);
      api.as(token).post("/device/v1/report", Samples.settled(1, release.id())).expect(204);
      var key = api.asServer().get("/internal/v1/token-key").as(TokenKey.class);
      var view = api.asAdmin().get("/api/v1/devices/kitchen").as(DeviceView.class);

      api.restart();

      assertThat(api.server().firstAdmin()).isEmpty();
      assertThat(api.asServer().get("/internal/v1/token-key").as(TokenKey.class)).isEqualTo(key);
      var again = api.as(token).get("/device/v1/state").expect(200);
      assertThat(again.header("ETag")).isEqualTo(state.header("ETag"));
      assertThat(again.as(TargetState.class)).isEqualTo(state.as(TargetState.class));
      assertThat(api.asAdmin().get("/api/v1/devices/kitchen").as(DeviceView.class))
          .returns(view.healthy(), DeviceView::healthy)
          .returns(view.why(), DeviceView::why);
      var kept = api.asAdmin().get("/api/v1/fleets/berlin/releases/0.0.0+rev1");
      assertThat(kept.as(Release.class)).isEqualTo(release);
      api.asNew("anna", Role.VIEWER).get("/api/v1/me").expect(200);
    }
  }

  @Test
  void a_database_that_was_restored_in_another_cluster_tells_what_happens_there()
      throws InterruptedException {
    try (var api = RunningApi.alone()) {
      var fleet = api.newFleet("berlin");
      api.stop();
      // In the cluster that was lost, these transactions had been already, and many more.
      api.database()
          .sql(
              """
              insert into api.events (cursor, at, kind, fleet, subject)
              select (pg_current_xact_id()::text::bigint + later) << 12, now(), 'fleet.changed',
                'berlin', 'berlin'
              from (select generate_series(1, 500) union select 1000000) ids(later)
              """);
      api.startAgain();
      var device = new TestDevice(api);
      var registered = device.register(api.newKey(fleet, 1).key(), "kitchen");
      tellsReleases(api, device.signIn(registered.device()), fleet);
      api.restart();
      tellsReleases(api, device.signIn(registered.device()), fleet);
    }
  }

  private static void tellsReleases(RunningApi api, Caller device, FleetName fleet)
      throws InterruptedException {
    try (var socket = DeviceSocket.open(device)) {
      socket.next(ServerMessage.Target.class);
      var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
      var told = socket.next(ServerMessage.Target.class);
      assertThat(told.state().release().orElseThrow().id()).isEqualTo(release.id());
    }
  }

  @Test
  void the_same_build_makes_one_release_and_revisions_have_no_gaps() {
    try (var api = RunningApi.alone()) {
      var fleet = api.newFleet("berlin");
      var made = Samples.release(fleet, Platform.LINUX_AMD64);
      var first = api.release(fleet, made);
      assertThat(api.release(fleet, made)).isEqualTo(first);
      var draft =
          api.release(
              fleet, Samples.release(fleet, Optional.of("2.0.0"), true, Platform.LINUX_AMD64));
      assertThat(draft).returns("2.0.0", Release::version).returns(2, Release::revision);
      assertThat(api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64)).version())
          .isEqualTo("0.0.0+rev3");
    }
  }

  @Test
  void another_master_key_is_refused_with_a_sentence() {
    try (var api = RunningApi.alone()) {
      var other = new byte[32];
      other[0] = 1;
      var key = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(other));
      try (var server = api.withMasterKey(key)) {
        assertThatThrownBy(server::start)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("the master key is not the one it was wrapped by");
      }
    }
  }

  @Test
  void a_port_in_use_is_named() throws Exception {
    try (var api = RunningApi.alone();
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var server = api.onPort(taken.getLocalPort())) {
      assertThatThrownBy(server::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("port %d on 127.0.0.1 is in use".formatted(taken.getLocalPort()));
    }
  }
}
