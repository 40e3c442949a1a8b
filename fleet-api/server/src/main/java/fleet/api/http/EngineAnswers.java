package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.build.BuildEngines;
import fleet.contract.operator.Page;

/** The engines that build. */
record EngineAnswers(BuildEngines engines) {
  Answer list(Person person, Call call) {
    return Answer.ok(Page.whole(engines.list()));
  }

  Answer drain(Person person, Call call) {
    return Answer.ok(engines.drain(person, call.path(PathParts.ENGINE)));
  }

  Answer resume(Person person, Call call) {
    return Answer.ok(engines.resume(person, call.path(PathParts.ENGINE)));
  }
}
