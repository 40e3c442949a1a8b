package fleet.contract.operator;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;

/** A person signs in. */
public record SignIn(UserName user, Secret password) {}
