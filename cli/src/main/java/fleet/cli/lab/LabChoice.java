package fleet.cli.lab;

/** Which of the labs that stay are meant. Pure, but for the question whether a process lives. */
sealed interface LabChoice {
  /** The one with this number. */
  record One(int number) implements LabChoice {}

  /** Those whose keepers are gone. */
  record Abandoned() implements LabChoice {}

  /** Whoever keeps them. */
  record All() implements LabChoice {}

  default boolean includes(int number, LabState state) {
    return switch (this) {
      case One(var wanted) -> state.stays() && number == wanted;
      case Abandoned() -> state.isAbandoned();
      case All() -> state.stays();
    };
  }
}
