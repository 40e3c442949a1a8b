package fleet.contract.device;

/** What the container's health check says; NONE where it has none, and running must do. */
public enum Health {
  NONE,
  STARTING,
  HEALTHY,
  UNHEALTHY
}
