package fleet.builder.build;

import fleet.builder.image.PushedImage;
import fleet.contract.release.ImageProvenance;

/** An image in the registry, and how it came to be. */
record MadeImage(PushedImage pushed, ImageProvenance provenance) {}
