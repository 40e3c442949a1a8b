/**
 * The machine that a command runs on: its programs, processes, ports, folders and engines.
 *
 * <p>In: words of command lines, paths. Out: outcomes, and one exception that names the program
 * that failed. Must not know servers, devices or what anything is for.
 */
@NullMarked
package fleet.cli.machine;

import org.jspecify.annotations.NullMarked;
