/**
 * Which devices are meant, in words: {@code tag.site = "berlin" and status = online and release <
 * 1.4.0}. Pure.
 *
 * <pre>
 * query     := all ("or" all)*
 * all       := one ("and" one)*
 * one       := "not" one | "(" query ")" | "exists" FIELD | FIELD test
 * test      := ("=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") VALUE | "like" VALUE | "in" "(" VALUE ("," VALUE)* ")"
 * FIELD     := name id fleet type platform note status release target healthy supervisor seen created pinned group tag.KEY
 * VALUE     := a word without blanks, or "text" in which \" and \\ are a quote and a backslash
 * </pre>
 *
 * <p>In: text from outside, of bounded length and depth. Out: a syntax tree; from it one condition
 * of SQL that is put together of constants and binds every value, or a sentence that points at the
 * character where the text is wrong. Must not know who asks, nor what is done to the devices.
 */
@NullMarked
package fleet.api.query;

import org.jspecify.annotations.NullMarked;
