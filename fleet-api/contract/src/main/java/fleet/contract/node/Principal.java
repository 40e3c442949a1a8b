package fleet.contract.node;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;

/** Who holds a key: a person or a device. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Principal.Person.class, name = "person"),
  @JsonSubTypes.Type(value = Principal.Device.class, name = "device")
})
public sealed interface Principal {
  /** A person, by an SSH key that they added. */
  record Person(UserName name, Role role) implements Principal {}

  /** A device, by its identity key. */
  record Device(DeviceId id, DeviceName name, FleetName fleet) implements Principal {}
}
