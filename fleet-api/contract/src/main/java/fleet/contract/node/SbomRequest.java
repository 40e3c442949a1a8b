package fleet.contract.node;

import fleet.contract.release.ImageVariant;
import java.time.Instant;

/**
 * Asks what software an image holds.
 *
 * @param repository where the registry keeps it, {@code FLEET/SERVICE}
 * @param created when its release was made; so is the document that answers
 */
public record SbomRequest(String repository, ImageVariant image, Instant created) {}
