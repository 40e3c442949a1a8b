/**
 * The builder's internal HTTP: uploads of projects that need no git, logs of builds, what software
 * images hold, the engines that build, and the way to git for whoever comes over HTTP.
 *
 * <p>In: requests of the API, with the service key. Out: {@code BuildEvent}s as NDJSON. Must not
 * know people's rights: the API has checked them, and names the person.
 *
 * <pre>
 * POST /internal/v1/fleets/{fleet}/builds   tar or tar.gz, query as push options -> BuildEvents;
 *                                           secrets before the tar in a {@code BuildUpload}
 * GET  /internal/v1/fleets/{fleet}/builds   BuildViews, the newest first
 * GET  /internal/v1/builds/{id}             BuildView; DELETE ends the build
 * GET  /internal/v1/builds/{id}/log         BuildEvents, followed to the end, as LogQuestion says
 * any  /internal/v1/git/..                  as package git says
 * POST /internal/v1/sboms                   SbomRequest -> an SPDX document
 * GET  /internal/v1/engines                 list of EngineView
 * POST /internal/v1/engines/{name}/drain    EngineView; resume the same
 * </pre>
 */
@NullMarked
package fleet.builder.upload;

import org.jspecify.annotations.NullMarked;
