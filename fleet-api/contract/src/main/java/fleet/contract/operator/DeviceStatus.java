package fleet.contract.operator;

/** Whether a device is heard, by the server's clock. */
public enum DeviceStatus {
  /** It is expected, and did not come yet. */
  PREREGISTERED,
  /** It came to be, and was not heard since. */
  NEVER_SEEN,
  ONLINE,
  OFFLINE
}
