package fleet.cli.doctor;

/** What the machine is wanted for; each needs all that those before it need. */
public enum Purpose {
  /** Run the server, and build for every platform. */
  SERVER,
  /** Run the demo, with a device beside the server. */
  DEMO,
  /** Run every test of Fleet itself. */
  TESTS,
  /** Measure Fleet beside its peers. */
  MEASURES
}
