package fleet.cli.command;

import fleet.cli.command.CommandNode.Group;
import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** Every command of operators and developers, in the order of the help. */
public final class OperatorCommands {
  private OperatorCommands() {}

  public static List<Section> sections() {
    return List.of(
        new Section("Sign in", signIn()),
        new Section("Fleets and releases", fleets()),
        new Section("Devices", devices()),
        new Section("People", PeopleCommands.all()));
  }

  private static List<CommandNode> signIn() {
    return List.of(
        new Leaf(
            "login",
            "Sign in to a server",
            "fleet login --server http://127.0.0.1:8080 --user ada",
            Login::new),
        new Leaf("logout", "End the sign-in", "fleet logout", Logout::new),
        new Leaf("whoami", "Show which server is asked, and as whom", "fleet whoami", WhoAmI::new),
        new Leaf(
            "git-config",
            "Let git come in over HTTP by your sign-in",
            "fleet git-config",
            GitConfig::new),
        new Leaf(
            "git-credential",
            "Answer git, which asks this for your sign-in",
            "fleet git-credential get",
            GitCredential::new));
  }

  private static List<CommandNode> fleets() {
    return List.of(
        new Leaf("create", "Make a fleet", "fleet create kitchen", CreateFleet::new),
        new Leaf("list", "List the fleets", "fleet list --json", ListFleets::new),
        new Leaf(
            "set",
            "Say what devices a fleet is for, and put a note on it",
            "fleet set kitchen --accept raspberrypi4-64,linux/amd64",
            SetFleet::new),
        new Leaf("show", "Show a fleet and its devices", "fleet show kitchen", ShowFleet::new),
        new Group(
            "policy",
            "What services may reach of their machines: show, allow, deny",
            PolicyCommands.all()),
        new Group(
            "branch",
            "Which branches deploy and which build drafts: show, deploy, draft, refuse",
            BranchCommands.all()),
        new Leaf("rm", "Remove a fleet", "fleet rm kitchen --yes", RemoveFleet::new),
        new Leaf(
            "push",
            "Send a folder, build it and see it run",
            "fleet push kitchen --source ./app --note \"new oven\"",
            Push::new),
        new Leaf(
            "deploy",
            "Make a release of images that were built elsewhere",
            "fleet deploy kitchen --image web=ghcr.io/acme/web:1.2",
            Deploy::new),
        new Leaf(
            "attach",
            "Show a build's log to its end",
            "fleet attach 3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11",
            Attach::new),
        new Leaf(
            "cancel",
            "End a build before it makes a release",
            "fleet cancel 3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11",
            CancelBuild::new),
        new Group(
            "release",
            "Releases: list, show, sbom, provenance, verify, sign, compare, deploy, rollback, finalize, invalidate, note, tag",
            releases()),
        new Group("build", "Builds: list, show, log", builds()),
        new Group("build-secret", "Secrets of builds: set, list, rm", BuildKeyCommands.secrets()),
        new Group(
            "registry",
            "Registries of base images: login, list, logout",
            BuildKeyCommands.registries()),
        new Group("engine", "Engines that build: list, drain, resume", EngineCommands.all()),
        new Group("rollout", "Rollouts: list, plan, status, abort, resume", rollouts()),
        new Group(
            "trust",
            "Who signs releases: new-key, signers, require, sign, send, rotate",
            TrustCommands.all()));
  }

  private static List<CommandNode> releases() {
    return List.of(
        new Leaf(
            "list", "List a fleet's releases", "fleet release list kitchen", ListReleases::new),
        new Leaf(
            "show",
            "Show a release and its images",
            "fleet release show kitchen 0.0.0+rev3",
            ShowRelease::new),
        new Leaf(
            "sbom",
            "Show what software an image of a release holds",
            "fleet release sbom kitchen 1.1.0 web --platform linux/arm64 --list",
            ShowSbom::new),
        new Leaf(
            "provenance",
            "Show how a release's images were built, as in-toto statements",
            "fleet release provenance kitchen 1.1.0 web",
            ShowProvenance::new),
        new Leaf(
            "verify",
            "Check that a release is what was signed",
            "fleet release verify kitchen 0.0.0+rev3",
            VerifyRelease::new),
        new Leaf(
            "sign",
            "Sign a release with a key that the server does not have",
            "fleet release sign kitchen 1.1.0 --key alice.key",
            SignRelease::new),
        new Leaf(
            "compare",
            "Show what is different in another release",
            "fleet release compare kitchen 1.0.0 1.1.0",
            CompareReleases::new),
        new Leaf(
            "deploy",
            "Make a release the fleet's, or give it to some devices first",
            "fleet release deploy kitchen 1.1.0 --canary 2 --soak 10m",
            DeployRelease::new),
        new Leaf(
            "rollback",
            "Make an older release the fleet's again",
            "fleet release rollback kitchen --to 1.0.0",
            RollBackRelease::new),
        new Leaf(
            "finalize",
            "Make a draft final, and the fleet's release",
            "fleet release finalize kitchen 1.1.0",
            FinalizeRelease::new),
        new Leaf(
            "invalidate",
            "Take a release away from all devices, for good",
            "fleet release invalidate kitchen 1.1.0 --reason \"it burns toast\"",
            InvalidateRelease::new),
        new Leaf(
            "note",
            "Put another note on a release",
            "fleet release note kitchen 1.1.0 \"new oven\"",
            NoteRelease::new),
        new Leaf(
            "tag",
            "Set tags of a release, or take them off",
            "fleet release tag kitchen 1.1.0 stage=beta --remove draft-of",
            TagRelease::new));
  }

  private static List<CommandNode> builds() {
    return List.of(
        new Leaf("list", "List a fleet's builds", "fleet build list kitchen", ListBuilds::new),
        new Leaf(
            "show",
            "Show how a build stands, and how long its steps took",
            "fleet build show 3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11",
            ShowBuild::new),
        new Leaf(
            "log",
            "Show what there is of a build's log",
            "fleet build log 3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11 --grep warning",
            ShowBuildLog::new));
  }

  private static List<CommandNode> rollouts() {
    return List.of(
        new Leaf(
            "list", "List a fleet's rollouts", "fleet rollout list kitchen", ListRollouts::new),
        new Leaf(
            "plan",
            "Say who would move when; nothing moves",
            "fleet rollout plan kitchen 1.1.0 --canary 2",
            PlanRollout::new),
        new Leaf(
            "status",
            "Show how a rollout stands",
            "fleet rollout status kitchen",
            ShowRollout::new),
        new Leaf(
            "abort",
            "Give a rollout up; its devices go back",
            "fleet rollout abort kitchen",
            AbortRollout::new),
        new Leaf(
            "resume",
            "Let a halted rollout go on in spite of what halted it",
            "fleet rollout resume kitchen",
            ResumeRollout::new));
  }

  private static List<CommandNode> devices() {
    return List.of(
        new Group("device", "Devices: add, list, show, why, rename, tag, move, rm ...", device()),
        new Group("job", "Orders to many devices: list, show, cancel", jobs()),
        new Group("group", "Saved groups of devices: add, list, show, set, rm", groups()),
        new Group("env", "Variables: set, list, rm, history, diff", VariableCommands.all()),
        new Leaf(
            "logs",
            "Show what a device's services write",
            "fleet logs kitchen-pi --follow --service web",
            Logs::new),
        new Leaf(
            "ssh",
            "Open a shell in a service of a device",
            "fleet ssh kitchen-pi web -- uname -m",
            Ssh::new));
  }

  private static List<CommandNode> device() {
    return List.of(
        new Leaf(
            "add",
            "Make a key with which devices join a fleet",
            "fleet device add kitchen --uses 3 --valid 2h",
            AddDevice::new),
        new Leaf(
            "preregister",
            "Expect a device before it exists",
            "fleet device preregister kitchen --name kitchen-pi --type raspberrypi4-64",
            PreregisterDevice::new),
        new Leaf("list", "List devices", "fleet device list --fleet kitchen", ListDevices::new),
        new Leaf(
            "show",
            "Show a device, its services and their health",
            "fleet device show kitchen-pi",
            ShowDevice::new),
        new Leaf(
            "why",
            "Say in one line why a device runs what it runs",
            "fleet device why kitchen-pi",
            ExplainDevice::new),
        new Leaf(
            "rename",
            "Give a device another name",
            "fleet device rename kitchen-pi oven-pi",
            RenameDevice::new),
        new Leaf(
            "tag",
            "Set tags of a device, or remove them",
            "fleet device tag kitchen-pi site=berlin room=",
            TagDevice::new),
        new Leaf(
            "note",
            "Write down what people should know of a device",
            "fleet device note kitchen-pi spare",
            NoteDevice::new),
        new Leaf(
            "set-type",
            "Say of what type a device is",
            "fleet device set-type kitchen-pi raspberrypi4-64",
            SetDeviceType::new),
        new Group("type", "Types of devices: list, show, add, rm", types()),
        new Leaf(
            "pin",
            "Keep a device on a release",
            "fleet device pin kitchen-pi 1.3.0 --reason \"the fan is loud\" --until 3d",
            PinDevice::new),
        new Leaf(
            "unpin",
            "Let a device follow its fleet again",
            "fleet device unpin kitchen-pi",
            UnpinDevice::new),
        new Leaf(
            "move",
            "Take a device to another fleet",
            "fleet device move kitchen-pi --to attic",
            MoveDevice::new),
        new Leaf("rm", "Remove a device", "fleet device rm kitchen-pi --yes", RemoveDevice::new),
        new Leaf(
            "removed",
            "List what was kept of removed devices",
            "fleet device removed kitchen",
            ListRemovedDevices::new),
        new Leaf(
            "keys",
            "List the keys with which devices join a fleet",
            "fleet device keys kitchen",
            ListProvisioningKeys::new),
        new Leaf(
            "revoke-key",
            "Let no more devices join with a key",
            "fleet device revoke-key kitchen 3f2c7a50",
            RevokeProvisioningKey::new));
  }

  private static List<CommandNode> types() {
    return List.of(
        new Leaf(
            "list",
            "List the types of devices that are known",
            "fleet device type list",
            ListDeviceTypes::new),
        new Leaf(
            "show", "Show a type", "fleet device type show raspberrypi4-64", ShowDeviceType::new),
        new Leaf(
            "add",
            "Add a type of your own",
            "fleet device type add toaster-2 --platform linux/arm64 --model \"Toaster 2\"",
            AddDeviceType::new),
        new Leaf(
            "rm",
            "Remove a type of your own that nothing is of",
            "fleet device type rm toaster-2",
            RemoveDeviceType::new));
  }

  private static List<CommandNode> jobs() {
    return List.of(
        new Leaf("list", "List the jobs of a fleet", "fleet job list kitchen", ListJobs::new),
        new Leaf(
            "show",
            "Show how a job went, device by device",
            "fleet job show kitchen --state failed",
            ShowJob::new),
        new Leaf(
            "cancel",
            "End a job; devices that wait are left out",
            "fleet job cancel kitchen",
            CancelJob::new));
  }

  private static List<CommandNode> groups() {
    return List.of(
        new Leaf(
            "add",
            "Save a group, by a query or by its devices",
            "fleet group add ovens --where 'tag.room = kitchen'",
            AddGroup::new),
        new Leaf("list", "List the groups", "fleet group list", ListGroups::new),
        new Leaf("show", "List a group's devices", "fleet group show ovens", ShowGroup::new),
        new Leaf(
            "set",
            "Change a group's query or its devices, and its note",
            "fleet group set spares --add oven-pi,attic-pi --remove lamp",
            SetGroup::new),
        new Leaf(
            "rm", "Remove a group; its devices stay", "fleet group rm ovens", RemoveGroup::new));
  }
}
