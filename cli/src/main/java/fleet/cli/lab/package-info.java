/**
 * Real engines on one machine, as on many: one that builds, and device hosts, each with a network
 * stack and a Docker Engine of its own. For the demo and for tests; needs root.
 *
 * <p>In: a cache folder and how many devices. Out: sockets, addresses and names of namespaces. All
 * that a lab makes carries its number, so two labs do not meet, and what a killed one left is found
 * and removed by the next. Must not know servers, fleets or supervisors.
 *
 * <pre>
 * lab 3:  bridge fl3 10.77.3.1/24 --- fl3v1 | eth0 10.77.3.11 in namespace fl3-dev1, its dockerd
 *                                 --- fl3v2 | eth0 10.77.3.12 in namespace fl3-dev2, its dockerd
 *                                 --- containers of the builder's dockerd, 10.77.3.128/26
 * /run/fleet/lab3/         lock, state.json, per engine: docker.sock, exec/, pid, log
 * CACHE/lab/3/builder/     data of the builder: kept, it is the build cache
 * CACHE/lab/3/modern/      data of the builder of the newer generation, where there is one: kept
 * CACHE/engine-26-1/       the Debian 13 in which that one runs
 * CACHE/lab/3/dev1/        data of a device: removed at the end
 * </pre>
 */
@NullMarked
package fleet.cli.lab;

import org.jspecify.annotations.NullMarked;
