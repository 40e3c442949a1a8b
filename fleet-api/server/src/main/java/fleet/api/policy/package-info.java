/**
 * What the services of a fleet may reach of the machines that they run on, and which branches of
 * its repository are built.
 *
 * <p>In: the policies that people set. Out: releases are kept only when they allow them. Must not
 * know how a machine grants what a service asks for.
 */
@NullMarked
package fleet.api.policy;

import org.jspecify.annotations.NullMarked;
