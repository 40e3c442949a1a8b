package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;

import fleet.contract.audit.AuditLine;
import fleet.contract.audit.AuditVerdict;
import fleet.contract.audit.AuditView;
import java.util.List;

/** Who did what, and whether that is still as it was written. */
record AuditEndpoints(Desk desk) {
  private static final String AUDIT = "/api/v1/audit";

  List<Endpoint> all() {
    var audit = desk.audit();
    return List.of(
        Endpoint.get(AUDIT, "Who did what, the newest first.")
            .by(MANAGE, Subject.INSTALLATION)
            .query(AuditAnswers.WHO, AuditAnswers.ACTION, AuditAnswers.SUBJECT)
            .query(AuditAnswers.FLEET, AuditAnswers.FROM, AuditAnswers.UNTIL)
            .givesPage(AuditView.class)
            .person(audit::list),
        Endpoint.get(AUDIT + "/verify", "Reads all of the log and says whether its chain holds.")
            .by(MANAGE, Subject.INSTALLATION)
            .query(AuditAnswers.SEQUENCE, AuditAnswers.HASH)
            .gives(AuditVerdict.class)
            .person(audit::verify),
        Endpoint.get(AUDIT + "/export", "All of the log, to be kept elsewhere and checked there.")
            .by(MANAGE, Subject.INSTALLATION)
            .gives(new Gives.Lines(AuditLine.class))
            .person(audit::export));
  }
}
