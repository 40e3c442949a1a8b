/**
 * What the services of a fleet may reach of the machines that they run on.
 *
 * <p>In: the policy that an owner sets. Out: releases are kept only when it allows them. Must not
 * know how a machine grants what a service asks for.
 */
@NullMarked
package fleet.api.policy;

import org.jspecify.annotations.NullMarked;
