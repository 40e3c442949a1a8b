package fleet.builder.db;

import fleet.contract.identity.FleetName;
import fleet.contract.release.Digest;

/** The source of builds that have ended. */
public record LeftBlob(FleetName fleet, Digest blob) {}
