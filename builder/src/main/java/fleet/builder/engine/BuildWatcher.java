package fleet.builder.engine;

/** Sees a build while it runs; called on the thread that builds. */
public interface BuildWatcher {
  /** A step ended. */
  void step(Step step);

  /** A step printed a line. */
  void output(String line);
}
