package fleet.cli.command;

import fleet.cli.command.CommandNode.Group;
import fleet.cli.command.CommandNode.Leaf;
import java.util.List;
import java.util.stream.Stream;

/** The commands about people, their keys and rights, in the order of the help. */
final class PeopleCommands {
  private PeopleCommands() {}

  static List<CommandNode> all() {
    return List.of(
        new Group("key", "SSH keys to push with: add, list, rm", keys()),
        new Group("api-key", "API keys for programs: add, list, rm", apiKeys()),
        new Group("user", "People, their passwords and sign-ins", users()),
        new Group("provider", "Providers to sign in at: add, list, show, rm", providers()),
        new Group("access", "Who may do what: grant, revoke, list, explain", access()),
        new Group("audit", "Who did what: list, verify, export", audit()));
  }

  private static List<CommandNode> keys() {
    return List.of(
        new Leaf(
            "add",
            "Add an SSH public key of yours",
            "fleet key add ~/.ssh/id_ed25519.pub",
            AddKey::new),
        new Leaf("list", "List your SSH keys", "fleet key list", ListKeys::new),
        new Leaf("rm", "Remove an SSH key", "fleet key rm SHA256:Vx3...", RemoveKey::new));
  }

  private static List<CommandNode> apiKeys() {
    return List.of(
        new Leaf(
            "add",
            "Make a key with which a program acts for you",
            "fleet api-key add ci --may push,view --fleet kitchen --valid 90d",
            AddApiKey::new),
        new Leaf("list", "List your API keys", "fleet api-key list", ListApiKeys::new),
        new Leaf(
            "rm",
            "Remove an API key",
            "fleet api-key rm 3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11",
            RemoveApiKey::new));
  }

  private static List<CommandNode> users() {
    return Stream.of(people(), comingIn()).flatMap(List::stream).toList();
  }

  private static List<CommandNode> comingIn() {
    return List.of(
        new Leaf(
            "invite",
            "Make a code with which somebody comes in",
            "fleet user invite --role developer --fleet kitchen",
            InviteUser::new),
        new Leaf(
            "invitations",
            "List the invitations that nobody used yet",
            "fleet user invitations",
            ListInvitations::new),
        new Leaf(
            "uninvite",
            "Take an invitation back",
            "fleet user uninvite 3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11",
            RemoveInvitation::new),
        new Leaf("sessions", "List the open sign-ins", "fleet user sessions", ListSessions::new),
        new Leaf(
            "signout",
            "End a sign-in at once",
            "fleet user signout 3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11",
            EndSession::new),
        new Leaf(
            "identities",
            "List who you are at providers",
            "fleet user identities",
            ListIdentities::new),
        new Leaf(
            "unlink",
            "Be no longer known by a provider",
            "fleet user unlink 3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11",
            Unlink::new),
        new Leaf("locked", "List who is locked out", "fleet user locked", ListLockOuts::new),
        new Leaf("unlock", "Let somebody try again", "fleet user unlock ada", Unlock::new));
  }

  private static List<CommandNode> people() {
    return List.of(
        new Leaf("add", "Add a person", "fleet user add ada --role developer", AddUser::new),
        new Leaf("list", "List the people", "fleet user list", ListUsers::new),
        new Leaf(
            "password", "Change your own password", "fleet user password", ChangePassword::new),
        new Leaf(
            "reset-password",
            "Give somebody another password, and end their sign-ins",
            "fleet user reset-password ada",
            ResetPassword::new),
        new Leaf(
            "disable",
            "Stop all that is somebody's at once: sign-ins and keys",
            "fleet user disable ada",
            DisableUser::new),
        new Leaf("enable", "Let somebody in again", "fleet user enable ada", EnableUser::new),
        new Leaf("rm", "Remove a person", "fleet user rm ada --yes", RemoveUser::new),
        new Leaf(
            "erase",
            "Remove a person, and their name everywhere",
            "fleet user erase ada --yes",
            EraseUser::new));
  }

  private static List<CommandNode> providers() {
    return List.of(
        new Leaf(
            "add",
            "Let people sign in at an OpenID Connect provider, or change how",
            "fleet provider add corp --issuer https://login.example.com --client-id fleet",
            AddProvider::new),
        new Leaf("list", "List the providers", "fleet provider list", ListProviders::new),
        new Leaf("show", "Show a provider's terms", "fleet provider show corp", ShowProvider::new),
        new Leaf("rm", "Remove a provider", "fleet provider rm corp", RemoveProvider::new));
  }

  private static List<CommandNode> access() {
    return List.of(
        new Leaf(
            "grant",
            "Give somebody a role, everywhere or in one fleet",
            "fleet access grant ada developer --fleet kitchen",
            GrantAccess::new),
        new Leaf(
            "revoke",
            "Take somebody's role in a fleet away",
            "fleet access revoke ada --fleet kitchen",
            RevokeAccess::new),
        new Leaf(
            "list",
            "List who has which role",
            "fleet access list --fleet kitchen",
            ListAccess::new),
        new Leaf(
            "explain",
            "Say whether somebody may do something, and why",
            "fleet access explain ada push kitchen",
            ExplainAccess::new));
  }

  private static List<CommandNode> audit() {
    return List.of(
        new Leaf(
            "list",
            "List who did what, the newest first",
            "fleet audit list --who ada --since 7d",
            ListAudit::new),
        new Leaf(
            "verify",
            "Check that nobody changed the log",
            "fleet audit verify audit.ndjson",
            VerifyAudit::new),
        new Leaf(
            "export",
            "Write all of the log to a file",
            "fleet audit export audit.ndjson",
            ExportAudit::new));
  }
}
