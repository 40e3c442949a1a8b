package fleet.contract.device;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a device says on the WebSocket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DeviceMessage.Report.class, name = "report"),
  @JsonSubTypes.Type(value = DeviceMessage.Logs.class, name = "logs")
})
public sealed interface DeviceMessage {
  /** The device's state. */
  record Report(StateReport report) implements DeviceMessage {}

  /** Some of its logs. */
  record Logs(LogBatch batch) implements DeviceMessage {}
}
