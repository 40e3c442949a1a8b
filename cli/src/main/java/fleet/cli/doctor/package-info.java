/**
 * What a machine must have to run Fleet, and how to give it what is missing.
 *
 * <p>In: a purpose. Out: a finding for each thing looked at; remedies, which are applied only when
 * somebody agreed. A second run changes nothing. Must not know servers or labs.
 *
 * <pre>
 * doctor --look--> Machine (real: files and programs) --> Finding(good | missing, Remedy) --agreed--> Remedies
 * </pre>
 */
@NullMarked
package fleet.cli.doctor;

import org.jspecify.annotations.NullMarked;
