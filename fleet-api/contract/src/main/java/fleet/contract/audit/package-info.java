/**
 * The audit log as it is read, exported and checked. What is here needs no server: an export can be
 * checked years later.
 *
 * <p>In: {@code identity}, {@code release} (digests), {@code trust}. Out: the API's routes and the
 * command line. Must not know how anything is stored.
 *
 * <pre>
 * GET  /audit?who=&amp;action=&amp;subject=&amp;fleet=&amp;from=&amp;until=  -> Page of AuditView, newest first  (owner)
 * GET  /audit/verify?sequence=&amp;hash=                    -> AuditVerdict                      (owner)
 * GET  /audit/export                                    -> AuditLine a line                  (owner)
 * </pre>
 *
 * <p>The hash of a row is SHA-256 over these texts, in this order, each as its length in bytes of
 * UTF-8, a colon, itself and a comma ({@code 3:abc,}), what is absent as {@code -,}: {@code
 * fleet-audit-1}, the hash before, sequence, id, microseconds since 1970, who, what, fleet, about,
 * subject. The hash before the first is the digest of {@code fleet-audit-1}.
 *
 * <p>Persons, devices ({@code device ID NAME}) and addresses are in it by marks, {@code
 * sha256("fleet-person-1", salt, name)}; salt and name are kept apart, and erasing one deletes them
 * there. So the chain holds without them, and as long as they are there nobody can be put in
 * another's place.
 */
@NullMarked
package fleet.contract.audit;

import org.jspecify.annotations.NullMarked;
