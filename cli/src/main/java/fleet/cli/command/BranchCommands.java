package fleet.cli.command;

import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** The commands about which branches are built, in the order of the help. */
final class BranchCommands {
  private BranchCommands() {}

  static List<CommandNode> all() {
    return List.of(
        new Leaf(
            "show",
            "Show what becomes of pushes to branches",
            "fleet branch show kitchen",
            ShowBranches::new),
        new Leaf(
            "deploy",
            "Say which branch deploys",
            "fleet branch deploy kitchen production",
            DeployBranch::new),
        new Leaf(
            "draft",
            "Let pushes to more branches make drafts",
            "fleet branch draft kitchen develop 'feature/*'",
            DraftBranches::more),
        new Leaf(
            "refuse",
            "Refuse pushes to branches that made drafts",
            "fleet branch refuse kitchen 'feature/*'",
            DraftBranches::fewer));
  }
}
