/**
 * What people do to builds that run.
 *
 * <p>In: who asks. Out: the builder ends a build, and the audit log tells it. Must not know how
 * anything is built.
 */
@NullMarked
package fleet.api.build;

import org.jspecify.annotations.NullMarked;
