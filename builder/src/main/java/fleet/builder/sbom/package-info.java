/**
 * What software an image holds, read from its layers, as an SPDX 2.3 document.
 *
 * <p>In: an image's layers as streams of bytes, from the lowest up. Out: the bytes of a document. A
 * part that cannot be read is told in the document, and ends nothing. Every size, count and depth
 * is bounded by {@link Bounds}. Must not know registries, engines, clocks or disks.
 *
 * <pre>
 * Layer (gzip, zstd, plain) -> TarWalk -> LayeredContents (whiteouts) -> PackageDatabase.. -> Contents
 *                                                                  Contents -> SpdxDocument (Purl, LicenseExpression)
 * </pre>
 */
@NullMarked
package fleet.builder.sbom;

import org.jspecify.annotations.NullMarked;
