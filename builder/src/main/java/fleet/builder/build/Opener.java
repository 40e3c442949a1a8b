package fleet.builder.build;

/** Finds what a build in the queue is made of, whoever took it. Thread-safe. */
public interface Opener {
  Opened open(BuildOrder order);

  /** The files, and what happens to them in the end. */
  record Opened(ProjectSource source, Landing landing) {}
}
