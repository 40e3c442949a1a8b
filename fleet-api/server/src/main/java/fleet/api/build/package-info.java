/**
 * What people see of builds, and do to those that run and to the engines that they run on.
 *
 * <p>In: who asks. Out: what the builder tells of them; it ends one or drains an engine, and the
 * audit log tells it. Must not know how anything is built.
 */
@NullMarked
package fleet.api.build;

import org.jspecify.annotations.NullMarked;
