package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;

import fleet.api.build.BuildEngines;
import fleet.contract.operator.EngineView;
import fleet.contract.problem.ProblemCode;
import java.util.List;

/** The engines that build. */
record EngineEndpoints(Desk desk) {
  private static final String ALL = "/api/v1/engines";
  private static final String ONE = ALL + "/{engine}";

  List<Endpoint> all() {
    var engines = desk.engines();
    return List.of(
        Endpoint.get(ALL, "The engines that build, as they are now.")
            .by(MANAGE, Subject.INSTALLATION)
            .givesAll(EngineView.class, BuildEngines.MAX)
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .person(engines::list),
        Endpoint.post(ONE + "/drain", "Gives an engine nothing new; what it builds it finishes.")
            .by(MANAGE, Subject.INSTALLATION)
            .gives(EngineView.class)
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .person(engines::drain),
        Endpoint.post(ONE + "/resume", "Gives an engine work again.")
            .by(MANAGE, Subject.INSTALLATION)
            .gives(EngineView.class)
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .person(engines::resume));
  }
}
