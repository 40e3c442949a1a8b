/**
 * Git over SSH: who comes by public key, which repository, what a push means.
 *
 * <p>In: connections of real git clients. Out: a {@code BuildRequest} per push to the default
 * branch, and its log as {@code remote:} lines. Must not know how builds are made.
 *
 * <pre>
 * GitServer -> KeyAuthenticator (Fleet API) -> GitSession -> Receiving -> build.Builds
 *                                                        -> JGit UploadPack
 * DATA/git/FLEET.git   bare; refs/heads/main, and refs/fleet/builds/ID while a build runs
 * </pre>
 */
@NullMarked
package fleet.builder.git;

import org.jspecify.annotations.NullMarked;
