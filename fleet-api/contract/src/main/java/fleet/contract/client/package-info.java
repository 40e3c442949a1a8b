/**
 * One small JSON-over-HTTP client on the JDK's, for the command line, the supervisor and the
 * servers among themselves.
 *
 * <p>In: records of this module. Out: answers, {@code ProblemException} for error bodies, {@code
 * UnreachableException} when nothing answered. Must not retry: the caller knows what may be
 * repeated, and {@code Backoff} when.
 */
@NullMarked
package fleet.contract.client;

import org.jspecify.annotations.NullMarked;
