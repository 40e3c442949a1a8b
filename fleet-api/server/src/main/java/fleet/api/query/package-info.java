/**
 * Which devices are meant, in words: {@code tag.site = "berlin" and status = online and release <
 * 1.4.0}. Pure.
 *
 * <pre>
 * query     := all ("or" all)*
 * all       := one ("and" one)*
 * one       := "not" one | "(" query ")" | "exists" FIELD | FIELD test
 * test      := ("=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") VALUE | "like" VALUE | "in" "(" VALUE ("," VALUE)* ")"
 * FIELD     := one of those below
 * VALUE     := a word without blanks, or "text" in which \" and \\ are a quote and a backslash
 * </pre>
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><td>name fleet type platform model note tag.KEY</td><td>text: {@code = != in like exists}</td></tr>
 * <tr><td>pinned-by</td><td>text: whose pin keeps it on a release</td></tr>
 * <tr><td>release target healthy supervisor</td><td>versions: as text, and {@code < <= > >=}</td></tr>
 * <tr><td>id group</td><td>{@code = != in}</td></tr>
 * <tr><td>status</td><td>{@code = != in}: preregistered never-seen online offline</td></tr>
 * <tr><td>phase</td><td>{@code = != in}: idle downloading applying proving settled rolled-back
 *     failed</td></tr>
 * <tr><td>pinned settled failed degraded</td><td>{@code = != in}: true false</td></tr>
 * <tr><td>seen created</td><td>{@code < <= > >=}: how long ago, such as 5m or 7d</td></tr>
 * <tr><td>pinned-for</td><td>{@code < <= > >=}: how long its pin still lasts</td></tr>
 * </table>
 *
 * <p>In: text from outside, of bounded length and depth. Out: a syntax tree; from it one condition
 * of SQL that is put together of constants and binds every value, or a sentence that points at the
 * character where the text is wrong. Must not know who asks, nor what is done to the devices.
 */
@NullMarked
package fleet.api.query;

import org.jspecify.annotations.NullMarked;
