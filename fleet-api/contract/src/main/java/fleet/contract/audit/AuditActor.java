package fleet.contract.audit;

/** What kind of one did something. */
public enum AuditActor {
  PERSON,
  DEVICE,
  /** A provider of sign-ins. */
  PROVIDER,
  /** The installation itself, or whoever runs it, on its machine. */
  SERVER,
  /** Somebody who could not say who they are. */
  NOBODY
}
