package fleet.api.access;

import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;

/** Somebody who is signed in. */
public record Person(UserName name, Role role) {}
