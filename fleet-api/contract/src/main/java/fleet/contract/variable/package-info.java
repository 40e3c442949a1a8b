/**
 * Environment variables of services: their names, and how a secret one reaches its one device.
 *
 * <p>In: names from people, a device's public key. Out: the API seals, the supervisor opens. Must
 * not know where variables are kept, nor at which level they were set.
 */
@NullMarked
package fleet.contract.variable;

import org.jspecify.annotations.NullMarked;
