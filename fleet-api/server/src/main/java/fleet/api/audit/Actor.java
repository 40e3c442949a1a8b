package fleet.api.audit;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.UserName;

/** Who did something. */
public sealed interface Actor {
  /** Somebody who signed in, or a program with their key. */
  record Person(UserName name) implements Actor {}

  /** A device that showed its key. */
  record Device(DeviceId id) implements Actor {}

  /** A provider of sign-ins, who tells of somebody. */
  record Provider(ProviderName name) implements Actor {}

  /** The installation itself, or whoever runs it, on its machine. */
  record Server() implements Actor {}

  /** Somebody who did not say who they are, or could not prove it. */
  record Stranger() implements Actor {}

  static Actor of(UserName name) {
    return new Person(name);
  }

  static Actor of(DeviceId id) {
    return new Device(id);
  }

  static Actor server() {
    return new Server();
  }

  static Actor stranger() {
    return new Stranger();
  }
}
