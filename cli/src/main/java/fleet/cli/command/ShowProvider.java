package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.ProviderName;
import fleet.contract.provider.GroupRole;
import fleet.contract.provider.ProviderView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet provider show NAME}: its terms. */
final class ShowProvider implements Command {
  @Parameters(paramLabel = "NAME", description = "As fleet provider list shows it.")
  private ProviderName name;

  @Mixin private Common common;

  private final Shell shell;

  ShowProvider(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var view = api.http().get(Api.route("providers", name), ProviderView.class);
    return new Answer(shell, common).one(view, this::show);
  }

  private void show(ProviderView view) {
    var terms = view.terms();
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("name", view.name(), Style.NAME));
    facts.add(Fact.of("title", terms.title()));
    facts.add(Fact.of("issuer", terms.issuer()));
    facts.add(Fact.of("client", terms.clientId() + (view.hasSecret() ? "" : " (public)")));
    facts.add(Fact.of("callback", view.callback()));
    facts.add(Fact.of("scopes", words(terms.scopes(), "")));
    facts.add(Fact.of("name claim", terms.nameClaim()));
    facts.add(Fact.of("domains", words(terms.domains(), "all")));
    facts.add(Fact.of("groups claim", terms.groupsClaim()));
    facts.add(Fact.of("groups", words(terms.requiredGroups(), "all")));
    terms.roles().forEach(one -> facts.add(Fact.of("role", role(one))));
    facts.add(Fact.of("newcomers", terms.newcomers().map(Converters::word).orElse("are invited")));
    facts.add(Fact.of("sign-ins last", Human.took(terms.validFor())));
    facts.add(Fact.of("changed by", view.changedBy()));
    shell.terminal().print(Table.facts(facts));
  }

  private static String words(Collection<String> words, String whenEmpty) {
    return words.isEmpty() ? whenEmpty : words.stream().sorted().collect(Collectors.joining(", "));
  }

  private static String role(GroupRole one) {
    var where = one.fleet().map(fleet -> " in " + fleet).orElse(" everywhere");
    return "%s is %s%s".formatted(one.group(), Converters.word(one.role()), where);
  }
}
