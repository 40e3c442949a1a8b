package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.cli.output.Terminal;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.Signers;
import java.util.List;

/** A fleet's signers as people read them. */
final class SignersText {
  /** With so few changes left one should know. */
  private static final int FEW = 10;

  private SignersText() {}

  static void show(Terminal terminal, Signers signers) {
    if (!signers.members().isEmpty()) {
      terminal.print(
          Table.of(
              List.of("SIGNER", "KEY"),
              signers.members().stream()
                  .map(member ->
                      List.of(Cell.of(member.name(), Style.NAME), Cell.of(KeyId.of(member.key()))))
                  .toList()));
    }
    terminal.say(sentence(signers));
  }

  private static String sentence(Signers signers) {
    var now =
        signers.required() == 0
            ? "%s requires no signature besides the server's".formatted(signers.fleet())
            : "%s requires %d of %d to sign each release"
                .formatted(signers.fleet(), signers.required(), signers.members().size());
    var left = Signers.MAX_GENERATIONS - signers.generation();
    return left > FEW
        ? now
        : "%s; they can be changed %d times more, at last to require nobody".formatted(now, left);
  }
}
