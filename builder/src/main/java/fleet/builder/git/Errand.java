package fleet.builder.git;

import fleet.contract.node.AccessAction;
import java.util.Arrays;
import java.util.Optional;

/** What git comes for. */
enum Errand {
  FETCH("git-upload-pack", AccessAction.VIEW),
  PUSH("git-receive-pack", AccessAction.PUSH);

  private final String service;
  private final AccessAction action;

  Errand(String service, AccessAction action) {
    this.service = service;
    this.action = action;
  }

  /** Its name in the protocol. */
  String service() {
    return service;
  }

  /** What whoever comes for it must be allowed. */
  AccessAction action() {
    return action;
  }

  static Optional<Errand> find(String service) {
    return Arrays.stream(values()).filter(errand -> errand.service.equals(service)).findFirst();
  }
}
