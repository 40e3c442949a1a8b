package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.contract.operator.ProvisioningKeyView;
import java.time.Instant;

/** Whether a provisioning key still opens, and if not, what keeps it shut first. */
enum KeyState {
  USABLE("usable", Style.GOOD),
  REVOKED("revoked", Style.BAD),
  EXPIRED("expired", Style.DIM),
  USED_UP("used up", Style.DIM);

  private final String text;
  private final Style style;

  KeyState(String text, Style style) {
    this.text = text;
    this.style = style;
  }

  /** In the order in which the server looks. */
  static KeyState of(ProvisioningKeyView key, Instant now) {
    if (key.revoked()) {
      return REVOKED;
    }
    if (!now.isBefore(key.expiresAt())) {
      return EXPIRED;
    }
    return key.usesLeft() < 1 ? USED_UP : USABLE;
  }

  Cell cell() {
    return Cell.of(text, style);
  }
}
