package fleet.supervisor.remote;

import fleet.contract.device.DeviceAction;

/** The door to remote access: keeps at most one child JVM, which holds the link. Thread-safe. */
public final class RemoteAccess implements AutoCloseable {
  private final RemoteSettings settings;

  public RemoteAccess(RemoteSettings settings) {
    this.settings = settings;
  }

  /**
   * Dials the gateway of this offer unless that link is up; returns without waiting for it.
   *
   * @throws java.io.UncheckedIOException when the child JVM cannot be started
   */
  @SuppressWarnings("DoNotCallSuggester")
  public void open(DeviceAction.OpenLink action) {
    throw new UnsupportedOperationException(
        "device %s cannot open link %s yet".formatted(settings.device(), action.id()));
  }

  /** Ends the child JVM and every session in it. */
  @Override
  public void close() {}
}
