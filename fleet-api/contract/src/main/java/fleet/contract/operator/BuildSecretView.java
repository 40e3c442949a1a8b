package fleet.contract.operator;

import fleet.contract.identity.UserName;
import java.time.Instant;

/** A secret that a fleet keeps for its builds, without its value. */
public record BuildSecretView(String name, UserName setBy, Instant setAt) {}
