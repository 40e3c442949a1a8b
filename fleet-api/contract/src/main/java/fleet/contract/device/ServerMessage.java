package fleet.contract.device;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the API says on the WebSocket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerMessage.Target.class, name = "target"),
  @JsonSubTypes.Type(value = ServerMessage.Reported.class, name = "reported")
})
public sealed interface ServerMessage {
  /** The target, whole: at connect and at each change. */
  record Target(String etag, TargetState state) implements ServerMessage {}

  /** Every report up to this sequence number is stored. */
  record Reported(long sequence) implements ServerMessage {}
}
