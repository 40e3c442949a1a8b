/**
 * A real, headless Chromium, driven over its own DevTools protocol.
 *
 * <p>In: an address to open, keys to press. Out: what the page shows and what it complains of. Must
 * not know what page it is.
 */
@NullMarked
package fleet.api.browser;

import org.jspecify.annotations.NullMarked;
