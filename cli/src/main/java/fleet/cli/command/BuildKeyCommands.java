package fleet.cli.command;

import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** The commands about what a fleet keeps for its builds, in the order of the help. */
final class BuildKeyCommands {
  private BuildKeyCommands() {}

  static List<CommandNode> secrets() {
    return List.of(
        new Leaf(
            "set",
            "Keep a secret that a Dockerfile mounts by its id",
            "fleet build-secret set kitchen npmrc --from-file ~/.npmrc",
            SetBuildSecret::new),
        new Leaf(
            "list",
            "List the secrets of builds, without their values",
            "fleet build-secret list kitchen",
            ListBuildSecrets::new),
        new Leaf(
            "rm",
            "Forget a secret of builds",
            "fleet build-secret rm kitchen npmrc",
            RemoveBuildSecret::new));
  }

  static List<CommandNode> registries() {
    return List.of(
        new Leaf(
            "login",
            "Let builds pull base images from a private registry",
            "fleet registry login kitchen registry.example.com --username ci --password-stdin",
            LogInRegistry::new),
        new Leaf(
            "list",
            "List the registries at which builds are known",
            "fleet registry list kitchen",
            ListRegistries::new),
        new Leaf(
            "logout",
            "Forget a login at a registry",
            "fleet registry logout kitchen registry.example.com",
            LogOutRegistry::new));
  }
}
