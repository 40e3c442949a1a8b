package fleet.builder.image;

import fleet.contract.release.ImageVariant;

/**
 * An image in the registry.
 *
 * @param mediaType of its manifest
 * @param manifestSize bytes of its manifest
 */
public record PushedImage(ImageVariant variant, String mediaType, long manifestSize) {}
