/**
 * What people do to builds that run, and to the engines that they run on.
 *
 * <p>In: who asks. Out: the builder ends a build or drains an engine, and the audit log tells it.
 * Must not know how anything is built.
 */
@NullMarked
package fleet.api.build;

import org.jspecify.annotations.NullMarked;
