/**
 * Git over SSH and HTTP: who comes, to which repository, what a push means. Over SSH people show a
 * public key; over HTTP the API lets them in and names them.
 *
 * <p>In: connections of real git clients. Out: an {@code Arrival} in the queue for each push to a
 * branch that deploys or makes drafts, and its log as {@code remote:} lines. Must not know how
 * builds are made.
 *
 * <pre>
 * GitServer -> KeyAuthenticator (Fleet API) -> GitSession -> Packs
 * upload.UploadServer, for the API          -> GitHttp    -> Packs
 * Packs -> JGit ReceivePack -> Receiving -> queue.Builds
 *       -> JGit UploadPack
 * DATA/git/FLEET.git   bare; refs/heads/main, and refs/fleet/builds/ID while a build runs
 * </pre>
 */
@NullMarked
package fleet.builder.git;

import org.jspecify.annotations.NullMarked;
