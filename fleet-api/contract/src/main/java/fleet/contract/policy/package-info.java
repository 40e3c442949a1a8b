/**
 * What the services of a fleet may reach of the machines that they run on, and what becomes of
 * pushes to the branches of its repository.
 *
 * <p>In: {@code release}. Out: the builder refuses by it, the API keeps no release against it, the
 * command line shows and changes it. Must not know how a machine grants what a service asks for.
 *
 * <pre>
 * GET /fleets/{fleet}/policy -> HostPolicy      · PUT HostPolicy -> HostPolicy
 * GET /fleets/{fleet}/branches -> BranchPolicy  · PUT BranchPolicy -> BranchPolicy
 * </pre>
 */
@NullMarked
package fleet.contract.policy;

import org.jspecify.annotations.NullMarked;
