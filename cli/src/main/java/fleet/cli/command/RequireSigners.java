package fleet.cli.command;

import fleet.cli.credential.SigningKeyFile;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.SignersView;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet trust require FLEET N}: how many people must sign each release of a fleet, and who
 * they are. Who signs now signs the change too, once it was shown against those known here.
 */
final class RequireSigners implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(
      index = "1",
      paramLabel = "N",
      description = "How many of the signers must sign each release; 0 for none.")
  private int required;

  @Option(
      names = "--signer",
      paramLabel = "NAME=FILE",
      description = "A signer more, with the file of the public key; may be repeated.")
  private Map<String, Path> added = new LinkedHashMap<>();

  @Option(names = "--without", paramLabel = "NAME", description = "A signer less; may be repeated.")
  private List<String> removed = new ArrayList<>();

  @Mixin private SigningKeyOption keys;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Write the change, for others to sign it with fleet trust sign.")
  private @Nullable Path export;

  @Mixin private ExpectedSigners expected;
  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  RequireSigners(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var route = Api.route("fleets", fleet, "signers");
    var server = TrustedServer.fetch(shell, api);
    var known = TrustedSigners.fetch(shell, api, fleet, server, expected.fingerprint());
    var next = next(known.now());
    var change = keys.sign(Envelope.of(Signers.TYPE, Json.writeBytes(next)), shell);
    show(known, next);
    if (export == null || keys.isGiven()) {
      confirmation.require(shell, "this changes who must sign what %s runs".formatted(fleet));
    }
    known.keep(shell, api);
    server.keep(shell, api);
    if (export != null) {
      EnvelopeFile.write(shell.folder().resolve(export), change, known.said());
      return new Answer(shell, common)
          .sentence(
              change,
              _ ->
                  "the change is in %s: fleet trust sign %s --key FILE, then fleet trust send %s"
                      .formatted(export, export, export));
    }
    var view = api.http().post(route, change, SignersView.class);
    var serverKey = server.keys().key();
    TrustedSigners.of(fleet, Optional.of(next), view, serverKey, Optional.empty()).keep(shell, api);
    return new Answer(shell, common)
        .one(
            view,
            changed -> changed.present().ifPresent(now -> SignersText.show(shell.terminal(), now)));
  }

  /** Against those known here before, also where the server has shown others since. */
  private void show(TrustedSigners known, Signers next) {
    if (known.before().isEmpty()) {
      known.announce(shell);
    }
    SignersText.change(shell.terminal(), known.before().or(known::now), next);
  }

  private Signers next(Optional<Signers> present) {
    var members = new LinkedHashMap<String, Signer>();
    present.ifPresent(known -> known.members().forEach(one -> members.put(one.name(), one)));
    for (var name : removed) {
      if (members.remove(name) == null) {
        throw CommandFailure.usage(
            "%s has no signer %s".formatted(fleet, name), "fleet trust signers " + fleet);
      }
    }
    added.forEach((name, file) -> members.put(name, signer(name, file)));
    var generation = present.map(Signers::generation).orElse(0) + 1;
    return CommandFailure.understood(
        () ->
            new Signers(
                fleet,
                generation,
                required,
                List.copyOf(members.values()),
                shell.clock().instant()),
        "fleet trust require %s 1 --signer alice=alice.pub".formatted(fleet));
  }

  private Signer signer(String name, Path file) {
    var key = SigningKeyFile.readPublic(shell.folder().resolve(file));
    return CommandFailure.understood(() -> new Signer(name, key), "--signer alice=alice.pub");
  }
}
