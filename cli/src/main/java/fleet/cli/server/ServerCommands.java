package fleet.cli.server;

import fleet.cli.command.CommandNode;
import fleet.cli.command.CommandNode.Group;
import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** The commands that are a server. */
public final class ServerCommands {
  private ServerCommands() {}

  public static List<CommandNode> nodes() {
    return List.of(
        new Leaf(
            "up",
            "Run the whole server in one process",
            "fleet up --data /srv/fleet --listen 192.168.1.10",
            Up::new),
        new Leaf(
            "serve",
            "Run parts of the server on a PostgreSQL of yours",
            "fleet serve --role api --database-url postgresql://fleet@db/fleet --master-key-file KEY",
            Serve::new),
        new Leaf(
            "backup",
            "Copy everything that a server remembers into one file",
            "fleet backup /mnt/backup/fleet-monday.tar --data /srv/fleet",
            BackupCommand::new),
        new Leaf(
            "restore",
            "Make a server of a backup, where there is none",
            "fleet restore /mnt/backup/fleet-monday.tar --data /srv/fleet",
            RestoreCommand::new),
        new Group(
            "admin",
            "What only the server's machine may do: reset-password, change-master-key",
            admin()));
  }

  private static List<CommandNode> admin() {
    return List.of(
        new Leaf(
            "reset-password",
            "Make a new sign-in for who lost it, and end the old ones",
            "fleet admin reset-password --user admin --data /srv/fleet",
            ResetPassword::new),
        new Leaf(
            "change-master-key",
            "Make another master key, while the server is stopped",
            "fleet admin change-master-key --data /srv/fleet",
            ChangeMasterKey::new));
  }
}
