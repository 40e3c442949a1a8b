package fleet.contract.release;

/** What must be true of a service before another one starts, in Compose's words. */
public enum DependencyCondition {
  SERVICE_STARTED,
  SERVICE_HEALTHY,
  SERVICE_COMPLETED_SUCCESSFULLY
}
