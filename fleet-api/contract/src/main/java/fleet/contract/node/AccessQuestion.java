package fleet.contract.node;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;

/** May this person do this to that fleet? */
public record AccessQuestion(UserName user, AccessAction action, FleetName fleet) {}
