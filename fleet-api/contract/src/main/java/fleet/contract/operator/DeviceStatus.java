package fleet.contract.operator;

/** Whether a device is heard, by the server's clock. */
public enum DeviceStatus {
  NEVER_SEEN,
  ONLINE,
  OFFLINE
}
