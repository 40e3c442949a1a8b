/**
 * The API server: who exists, who may what, and what every device should run.
 *
 * <p>In: releases of the builder, reports of devices, orders of people. Out: targets, live state,
 * permits. Must not know the other servers but by the wire. This package composes; each feature
 * lives in a package of its own.
 *
 * <pre>
 * http -> live -> view -> remote, registry -> release -> rollout -> device -> fleet -> access -> audit -> event -> db
 * </pre>
 */
@NullMarked
package fleet.api;

import org.jspecify.annotations.NullMarked;
