package fleet.contract.release;

/**
 * A draft is seen by nobody's devices, an unsigned one becomes final by the signatures that its
 * fleet requires, a final one may be deployed, an invalidated one no more.
 */
public enum ReleaseState {
  DRAFT,
  UNSIGNED,
  FINAL,
  INVALIDATED
}
