package fleet.contract.node;

import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;

/**
 * A release, and how its images were built.
 *
 * @param provenance of its images; of none that was released before this was remembered
 */
public record BuiltRelease(Release release, ReleaseProvenance provenance) {}
