package fleet.api.http;

import static fleet.contract.node.AccessAction.OPERATE;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.job.JobDevice;
import fleet.contract.job.JobPlan;
import fleet.contract.job.JobView;
import fleet.contract.job.NewJob;
import java.util.List;

/** Orders to many devices. */
record JobEndpoints(Desk desk) {
  private static final String JOBS = "/api/v1/fleets/{fleet}/jobs";
  private static final String JOB = JOBS + "/{job}";

  /** Ten thousand devices by id. */
  private static final int LARGE = 1024 * 1024;

  List<Endpoint> all() {
    var jobs = desk.jobs();
    return List.of(
        Endpoint.get(JOBS, "The fleet's jobs, the newest first.")
            .by(VIEW, Subject.FLEET)
            .givesPage(JobView.class)
            .person(jobs::list),
        Endpoint.post(JOBS, "Orders something of many devices; what takes more for one, does here.")
            .by(OPERATE, Subject.FLEET)
            .takes(NewJob.class, LARGE)
            .makes(JobView.class)
            .person(jobs::create),
        Endpoint.post(JOBS + "/plan", "Says which devices a job would have; nothing is done.")
            .by(VIEW, Subject.FLEET)
            .takes(NewJob.class, LARGE)
            .gives(JobPlan.class)
            .person(jobs::plan),
        Endpoint.get(JOB, "One job, by id, or the latest.")
            .by(VIEW, Subject.FLEET)
            .gives(JobView.class)
            .person(jobs::show),
        Endpoint.get(JOB + "/devices", "How it went for a job's devices, by name.")
            .by(VIEW, Subject.FLEET)
            .query(JobAnswers.STATE)
            .givesPage(JobDevice.class)
            .person(jobs::devices),
        Endpoint.post(JOB + "/cancel", "Ends a job; devices that wait are left out.")
            .by(OPERATE, Subject.FLEET)
            .gives(JobView.class)
            .person(jobs::cancel));
  }
}
