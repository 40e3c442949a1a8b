package fleet.contract.device;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/** Something to do once, before it expires; the report answers it with an {@link ActionResult}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(value = DeviceAction.OpenLink.class, name = "open-link")})
public sealed interface DeviceAction {
  UUID id();

  /** By the server's clock; the device compares it with {@link DeviceSession#serverTime}. */
  Instant expiresAt();

  /** Dial the gateway: somebody wants a session. */
  record OpenLink(UUID id, Instant expiresAt, LinkOffer offer) implements DeviceAction {}
}
