/**
 * Which release the device works towards: the target that the API sent, unless that one failed
 * here.
 *
 * <p>In: {@code TargetState}, verdicts. Out: {@code plan.Goal}, and the journal of how releases
 * fared. Must not know the engine, nor how a target arrives.
 */
@NullMarked
package fleet.supervisor.target;

import org.jspecify.annotations.NullMarked;
