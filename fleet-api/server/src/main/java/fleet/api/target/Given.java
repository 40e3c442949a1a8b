package fleet.api.target;

import fleet.contract.release.Release;
import fleet.contract.trust.Proof;

/** The release that a device is given, and why it should believe so. */
public record Given(Release release, Proof proof) {}
