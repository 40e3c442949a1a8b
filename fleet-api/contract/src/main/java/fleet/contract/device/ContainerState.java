package fleet.contract.device;

/** What the engine says of a service's container; MISSING when there is none. */
public enum ContainerState {
  MISSING,
  CREATED,
  RUNNING,
  RESTARTING,
  EXITED
}
