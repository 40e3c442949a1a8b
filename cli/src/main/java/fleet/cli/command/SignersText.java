package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.cli.output.Terminal;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** Beside the answer: who comes, who goes, who stays, and how many are required. */
  static void change(Terminal terminal, Optional<Signers> before, Signers next) {
    var known = before.map(Signers::members).orElse(List.of());
    var rows = new ArrayList<List<Cell>>();
    known.stream()
        .filter(member -> !next.members().contains(member))
        .forEach(member -> rows.add(row(Cell.of("-", Style.BAD), member)));
    for (var member : next.members()) {
      rows.add(row(known.contains(member) ? Cell.of("") : Cell.of("+", Style.GOOD), member));
    }
    terminal.say(Table.of(List.of("", "SIGNER", "KEY"), rows));
    before.ifPresent(was -> terminal.say("before: " + sentence(was)));
    terminal.say((before.isPresent() ? "after:  " : "") + sentence(next));
  }

  private static List<Cell> row(Cell change, Signer member) {
    return List.of(change, Cell.of(member.name(), Style.NAME), Cell.of(KeyId.of(member.key())));
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
