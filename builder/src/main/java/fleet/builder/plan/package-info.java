/**
 * What to build and how it will run, read from a project's files. Pure.
 *
 * <p>In: the texts and paths of a project, and the {@code Occasion}. Out: a {@code BuildPlan}, or a
 * {@code ProblemException} that names file, line and key. Must not know git, engines, clocks or
 * disks.
 *
 * <pre>
 * ComposeChoice -> ComposeFiles ------------> Value -> ServiceReader (Ports, Mounts, ..) -> BuildPlan
 *   (which)        YamlReader (places, anchors, ${..})  Builds, Dockerfiles -> ServicePlan  /
 *                  Extensions, Includes, Merge
 * </pre>
 */
@NullMarked
package fleet.builder.plan;

import org.jspecify.annotations.NullMarked;
