package fleet.builder.build;

/** What a build passes before it makes its release. */
public interface ReleaseGate {
  /**
   * From now on the build is not ended, and nobody else has it.
   *
   * @throws fleet.contract.problem.ProblemException when it is not to make a release
   */
  void pass();
}
