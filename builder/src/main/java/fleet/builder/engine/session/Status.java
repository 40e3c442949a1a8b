package fleet.builder.engine.session;

/** How a call ends, by gRPC's numbers. */
enum Status {
  OK(0),
  NOT_FOUND(5),
  RESOURCE_EXHAUSTED(8),
  UNIMPLEMENTED(12),
  INTERNAL(13);

  private final int number;

  Status(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
