package fleet.contract.release;

/** A draft is seen by nobody's devices, a final one may be deployed, an invalidated one no more. */
public enum ReleaseState {
  DRAFT,
  FINAL,
  INVALIDATED
}
