package fleet.contract.operator;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;

/** A person to add. */
public record NewUser(UserName name, Role role, Secret password) {}
