package fleet.cli.command;

import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** Commands about who signs releases besides the server, in the order of the help. */
final class TrustCommands {
  private TrustCommands() {}

  static List<CommandNode> all() {
    return List.of(
        new Leaf(
            "new-key",
            "Make a key to sign releases with",
            "fleet trust new-key alice.key",
            NewSigningKey::new),
        new Leaf(
            "signers",
            "Show who signs a fleet's releases",
            "fleet trust signers kitchen",
            ListSigners::new),
        new Leaf(
            "require",
            "Say how many must sign each release, and who they are",
            "fleet trust require kitchen 1 --signer alice=alice.key.pub",
            RequireSigners::new),
        new Leaf(
            "sign",
            "Sign what another machine wrote; asks no server",
            "fleet trust sign release.json --key alice.key",
            SignFile::new),
        new Leaf(
            "send",
            "Give the server what was signed elsewhere",
            "fleet trust send release.json",
            SendFile::new),
        new Leaf(
            "forget",
            "Forget who signs a fleet's releases, to believe what the server shows next",
            "fleet trust forget kitchen",
            ForgetSigners::new),
        new Leaf(
            "rotate",
            "Give the server a new key to sign with, which devices follow",
            "fleet trust rotate --yes",
            RotateKey::new));
  }
}
