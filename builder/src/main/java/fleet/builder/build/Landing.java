package fleet.builder.build;

/** What happens to a source when its build ends; exactly one of land and abandon is called. */
public interface Landing {
  /** A source that needs none, such as an upload. */
  Landing NONE =
      new Landing() {
        @Override
        public void check() {}

        @Override
        public void land() {}

        @Override
        public void abandon() {}
      };

  /** Throws {@code ProblemException} when it could not land any more. */
  void check();

  /** The release exists: the branch moves. */
  void land();

  /** There is no release: nothing is left behind. */
  void abandon();
}
