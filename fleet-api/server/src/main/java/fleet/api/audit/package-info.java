/**
 * Who did what, and when: rows that are only ever added, and a chain of seals over them.
 *
 * <p>In: one deed for each order of a person, registration of a device or change by the server
 * itself, in the transaction that carries it out; whose name is to be forgotten. Out: lists, a
 * verdict, an export. Must not know what the orders mean.
 *
 * <pre>
 * AuditLog --> api.audit --trigger--> api.audit_unsealed --Sealer--> api.audit_seals, api.audit_head
 *    `--mark of a name--> api.audit_people                               `--> AuditBook
 * </pre>
 */
@NullMarked
package fleet.api.audit;

import org.jspecify.annotations.NullMarked;
