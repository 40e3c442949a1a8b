package fleet.api.http;

import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.operator.VariableChange;
import fleet.contract.operator.VariableEdit;
import fleet.contract.operator.VariableView;
import java.util.List;
import java.util.stream.Stream;

/** Variables of fleets and of devices, for every service or for one. */
record VariableEndpoints(Desk desk) {
  private static final int MOST = 4 * 1024 * 1024;
  private static final String FLEET = "/api/v1/fleets/{fleet}/variables";
  private static final String DEVICE = "/api/v1/devices/{device}/variables";

  List<Endpoint> all() {
    var answers = desk.variables();
    return Stream.concat(
            Stream.concat(
                of(FLEET, Subject.FLEET, VariableAnswers::fleet),
                of(DEVICE, Subject.DEVICE, answers::device)),
            Stream.of(
                Endpoint.get(DEVICE + "/effective", "What a device is given, and what that hides.")
                    .by(VIEW, Subject.DEVICE)
                    .givesPage(VariableView.class)
                    .person(answers::effective)))
        .toList();
  }

  private Stream<Endpoint> of(String path, Subject subject, VariableAnswers.Finding whose) {
    var answers = desk.variables();
    return Stream.of(
        Endpoint.get(path, "The variables that are set there, by service and name.")
            .by(VIEW, subject)
            .givesPage(VariableView.class)
            .person(answers.list(whose)),
        Endpoint.patch(
                path, "Sets and removes variables, all or none; services that use them restart.")
            .by(PUSH, subject)
            .takes(VariableEdit.class, MOST)
            .person(answers.edit(whose)),
        Endpoint.get(path + "/history", "Who changed which variable and when, the newest first.")
            .by(VIEW, subject)
            .givesPage(VariableChange.class)
            .person(answers.history(whose)),
        Endpoint.get(path + "/diff", "Which variables differ between two moments.")
            .by(VIEW, subject)
            .query(VariableAnswers.FROM, VariableAnswers.TO)
            .givesPage(VariableChange.class)
            .person(answers.diff(whose)));
  }
}
