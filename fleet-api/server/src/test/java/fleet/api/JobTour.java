package fleet.api;

import fleet.contract.identity.FleetName;
import fleet.contract.job.JobAction;
import fleet.contract.job.JobSelection;
import fleet.contract.job.NewJob;
import java.sql.SQLException;
import java.util.Optional;

/** Every route of orders to many devices, each answered with success. */
record JobTour(RunningApi api, Caller admin) {
  /** In a fleet that has devices. */
  void walk(FleetName fleet) {
    var jobs = "/api/v1/fleets/%s/jobs".formatted(fleet);
    var job =
        new NewJob(JobSelection.where(""), new JobAction.Note("behind the door"), Optional.empty());
    admin.post(jobs + "/plan", job).expect(200);
    var share = "select 1 from api.fleets where name = '%s' for key share".formatted(fleet);
    try (var held = api.database().holding(share)) {
      admin.post(jobs, job).expect(201);
      admin.call("POST", jobs + "/latest/cancel").expect(200);
      held.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    admin.get(jobs).expect(200);
    admin.get(jobs + "/latest").expect(200);
    admin.get(jobs + "/latest/devices").expect(200);
  }
}
