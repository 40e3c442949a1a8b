/**
 * A project's files on disk, from a commit or a tar, safely.
 *
 * <p>In: bytes that strangers made. Out: a work folder that holds nothing but regular files,
 * folders and links that nobody follows, bounded in size and count. Must not know what is built
 * from it.
 *
 * <pre>
 * commit's tree | tar, tar.gz -> ProjectWriter -> WorkFolder/project -> ProjectReader -> plan.ProjectFiles
 * </pre>
 */
@NullMarked
package fleet.builder.source;

import org.jspecify.annotations.NullMarked;
