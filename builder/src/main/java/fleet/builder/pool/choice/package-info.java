/**
 * Which engine builds an image. Pure.
 *
 * <p>In: the engines as they are now, and what is wanted. Out: one of them, or to wait, or why
 * none. Must not know how engines are reached or asked.
 */
@NullMarked
package fleet.builder.pool.choice;

import org.jspecify.annotations.NullMarked;
