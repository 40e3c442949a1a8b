package fleet.cli.command;

/**
 * One command, its picocli-annotated fields filled in from the arguments. It leaves by {@link
 * CommandFailure}, {@code ProblemException} or {@code UnreachableException} when it cannot do its
 * work; the runner turns each into a sentence.
 */
public interface Command {
  ExitCode run() throws InterruptedException;
}
