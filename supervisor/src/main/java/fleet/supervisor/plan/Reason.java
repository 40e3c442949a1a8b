package fleet.supervisor.plan;

/** Why a step is planned, for people: a clause that goes after the step. */
public record Reason(String text) {
  @Override
  public String toString() {
    return text;
  }
}
