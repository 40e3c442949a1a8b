package fleet.api.audit;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import java.util.Optional;

/**
 * What was done, and to what.
 *
 * @param what such as {@code fleet.create}
 * @param fleet in which fleet, where it was in one
 * @param about the person, device or address to whom it was done; never in clear in the log
 * @param subject the rest: a version, an id; never a secret, and no name of a person or a device
 */
public record Deed(String what, Optional<FleetName> fleet, Optional<String> about, String subject) {
  static final String ADDRESS = "address ";

  public static Deed of(String what) {
    return new Deed(what, Optional.empty(), Optional.empty(), "");
  }

  /** The same, in a fleet. */
  public Deed in(FleetName place) {
    return new Deed(what, Optional.of(place), about, subject);
  }

  /** The same, done to a person. */
  public Deed about(UserName person) {
    return new Deed(what, fleet, Optional.of(person.value()), subject);
  }

  /** The same, done to whoever is at an address. */
  public Deed aboutAddress(String address) {
    return new Deed(what, fleet, Optional.of(ADDRESS + address), subject);
  }

  /**
   * The same, done to a device, as it is called then.
   *
   * @see DeviceMark
   */
  public Deed about(DeviceId device, DeviceName name) {
    return new Deed(what, fleet, Optional.of(DeviceMark.of(device, name)), subject);
  }

  /** The same, done to somebody who signs releases, who is perhaps no user. */
  public Deed aboutSigner(String name) {
    return new Deed(what, fleet, Optional.of(name), subject);
  }

  /** The same, done to this. */
  public Deed to(Object other) {
    return new Deed(what, fleet, about, other.toString());
  }
}
