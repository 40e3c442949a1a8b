package fleet.api;

import com.sun.net.httpserver.HttpExchange;
import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView;
import fleet.contract.operator.EngineView.EngineState;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The routes of engines that build, answered with success. */
record EngineTour(Caller admin) {
  private static final EngineView PI =
      new EngineView(
          EngineName.parse("pi"),
          "ssh://pi@10.0.0.7/var/run/docker.sock",
          "10.0.0.5:5000",
          1,
          2,
          0,
          List.of(Platform.LINUX_ARM64),
          List.of(),
          Optional.of(new BuildTool("Docker Engine", "26.1.5")),
          EngineState.READY,
          Optional.empty(),
          "");

  void walk() {
    admin.get("/api/v1/engines").expect(200);
    admin.call("POST", "/api/v1/engines/pi/drain").expect(200);
    admin.call("POST", "/api/v1/engines/pi/resume").expect(200);
  }

  /** The builder's side of it. */
  static void answer(HttpExchange exchange) throws IOException {
    var all = exchange.getRequestMethod().equals("GET");
    Neighbour.json(exchange, all ? List.of(PI) : PI);
  }
}
