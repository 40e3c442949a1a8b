/**
 * Images that were built elsewhere: looked up at their registries, copied into ours by digest.
 *
 * <p>In: names of images, archives, logins that the fleet keeps. Out: the same bytes under the same
 * digests in our registry. A part that breaks off is asked for again, one of other bytes ends it.
 * Must not know engines, or what a release is.
 *
 * <pre>
 * ImageName -> ForeignImages.find -> FoundImage (platform -> digest) -> copy -> ImageCopier
 *      RemoteRegistry (Credentials, redirects)   |
 *      ImageArchive (TarParts, DockerSave)       | -> SourceStream -> image.RegistryWriter
 * </pre>
 */
@NullMarked
package fleet.builder.copy;

import org.jspecify.annotations.NullMarked;
