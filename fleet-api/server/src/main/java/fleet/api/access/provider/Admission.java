package fleet.api.access.provider;

import fleet.api.access.account.Outsider;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.provider.GroupRole;
import fleet.contract.provider.ProviderTerms;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The decision whether somebody whom a provider knows may come in, and as what. Pure. */
final class Admission {
  private static final int MOST_NAME_CHARS = 63;
  private static final int MOST_EMAIL_CHARS = 254;

  private Admission() {}

  /**
   * Who comes in.
   *
   * @throws ProblemException when the terms keep them out
   */
  static Outsider decide(ProviderName provider, ProviderTerms terms, Claims claims) {
    requireDomain(terms, claims);
    var groups = claims.texts(terms.groupsClaim());
    if (!terms.requiredGroups().isEmpty() && Collections.disjoint(terms.requiredGroups(), groups)) {
      throw refused(terms, "whoever comes in must be in a group that you are not in");
    }
    return new Outsider(
        provider,
        terms.issuer(),
        claims.subject(),
        email(claims),
        name(terms, claims),
        terms.newcomers(),
        role(terms, groups),
        fleets(terms.roles(), groups),
        terms.validFor());
  }

  private static void requireDomain(ProviderTerms terms, Claims claims) {
    if (terms.domains().isEmpty()) {
      return;
    }
    var email = email(claims);
    if (email.isEmpty() || !claims.isTrue("email_verified")) {
      throw refused(terms, "it does not say that your e-mail address is verified");
    }
    var domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (!terms.domains().contains(domain)) {
      throw refused(terms, "e-mail addresses of yours may not come in");
    }
  }

  private static String email(Claims claims) {
    return claims
        .text("email")
        .filter(email -> email.length() <= MOST_EMAIL_CHARS && email.contains("@"))
        .filter(email -> email.chars().noneMatch(Character::isISOControl))
        .orElse("");
  }

  /** What the claim says up to an at sign, with a dash for what no name may have. */
  private static Optional<UserName> name(ProviderTerms terms, Claims claims) {
    return claims
        .text(terms.nameClaim())
        .map(text -> text.split("@", 2)[0].toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^a-z0-9._-]+", "-").replaceAll("[._-]{2,}", "-"))
        .map(text -> text.substring(0, Math.min(MOST_NAME_CHARS, text.length())))
        .map(text -> text.replaceAll("^[._-]|[._-]$", ""))
        .filter(text -> !text.isEmpty())
        .map(UserName::parse);
  }

  /** Absent when groups decide nothing about the installation. */
  private static Optional<Role> role(ProviderTerms terms, List<String> groups) {
    var own = terms.roles().stream().filter(one -> one.fleet().isEmpty()).toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    var least = terms.newcomers().orElse(Role.NONE);
    return Optional.of(
        own.stream()
            .filter(one -> groups.contains(one.group()))
            .map(GroupRole::role)
            .reduce(least, Admission::greater));
  }

  /** Every fleet about which groups decide; NONE where these give nothing. */
  private static Map<FleetName, Role> fleets(List<GroupRole> roles, List<String> groups) {
    var found = new HashMap<FleetName, Role>();
    for (var one : roles) {
      var given = groups.contains(one.group()) ? one.role() : Role.NONE;
      one.fleet().ifPresent(fleet -> found.merge(fleet, given, Admission::greater));
    }
    return found;
  }

  private static Role greater(Role one, Role other) {
    return one.covers(other) ? one : other;
  }

  private static ProblemException refused(ProviderTerms terms, String why) {
    return new ProblemException(
        ProblemCode.FORBIDDEN, terms.title() + ": " + why, "ask an owner of this installation");
  }
}
