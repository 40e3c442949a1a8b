package fleet.tunnel.link;

import fleet.contract.identity.DeviceId;
import java.io.IOException;

/** A link carries as many channels as it may. */
public final class LinkFullException extends IOException {
  private static final long serialVersionUID = 1L;

  LinkFullException(DeviceId device, Throwable cause) {
    super("the link of %s carries as many channels as it may".formatted(device), cause);
  }
}
