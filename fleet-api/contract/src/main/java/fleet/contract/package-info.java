/**
 * What crosses the wire between Fleet's processes: records, their JSON, and nothing that acts.
 *
 * <p>In: nothing of ours; JDK and Jackson only. Out: every other module. Must not know how anything
 * is stored, served or run.
 *
 * <pre>
 * identity  names, ids, keys and tokens
 * problem   the one error body
 * release   what was built: digests per variant, and how services are composed
 * device    what the device API says: registration, target, report, logs, channel messages
 * operator  what the operator API says: fleets, devices, releases, events, sessions
 * audit     who did what, and how that is checked without a server
 * node      what server processes ask each other
 * client    one small JSON-over-HTTP client for all of them
 * </pre>
 *
 * <p>Protocol history (the integer {@code protocol} of target and report; a removed field name is
 * never used again):
 *
 * <ul>
 *   <li>1 (2026-11-23): first.
 * </ul>
 */
@NullMarked
package fleet.contract;

import org.jspecify.annotations.NullMarked;
