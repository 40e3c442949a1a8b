/**
 * The one door for images: OCI Distribution 1.1 with the Docker token handshake.
 *
 * <p>In: pushes and pulls of engines with tokens that the API signed. Out: verified bytes on disk,
 * rows that tell which repository shows them. Must not know fleets, devices or releases: a
 * repository is a name that a token opens.
 *
 * <pre>
 * http     bytes of a connection  -> requests and streams
 * request  method, path, headers  -> one of the requests that exist
 * token    bearer text            -> claims, by the API's key
 * access   claims and request     -> allowed, challenge or denied
 * content  a request and its body -> an answer
 * manifest bytes of a manifest    -> what it refers to
 * store    bytes                  -> files named by their digest
 * db       facts                  -> rows
 * problem  the errors of the specification
 * </pre>
 */
@NullMarked
package fleet.registry;

import org.jspecify.annotations.NullMarked;
