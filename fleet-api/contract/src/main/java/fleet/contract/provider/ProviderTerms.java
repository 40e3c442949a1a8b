package fleet.contract.provider;

import fleet.contract.operator.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where people sign in instead of by a password of ours, and what they become by it.
 *
 * @param title what people call it; the button's word
 * @param issuer its issuer identifier, as its tokens name it; https, or this machine
 * @param clientId what this installation is called there
 * @param server where browsers reach this installation: scheme, host and port
 * @param scopes asked for; {@code openid} is always among them
 * @param nameClaim whose value, up to an at sign, becomes the name of somebody new
 * @param domains of e-mail addresses, verified there, that may come in; all when empty
 * @param groupsClaim the list of a person's groups
 * @param requiredGroups whoever is in none of them stays out; all may come in when empty
 * @param roles what groups may; what they name is set anew at each sign-in
 * @param newcomers the role of somebody who was never here; absent: they need an invitation
 * @param validFor how long a sign-in by it lasts
 */
public record ProviderTerms(
    String title,
    URI issuer,
    String clientId,
    URI server,
    Set<String> scopes,
    String nameClaim,
    Set<String> domains,
    String groupsClaim,
    Set<String> requiredGroups,
    List<GroupRole> roles,
    Optional<Role> newcomers,
    Duration validFor) {
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final String OPENID = "openid";
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+");

  public ProviderTerms {
    Words.require("title", title);
    Words.require("client id", clientId);
    Words.require("name claim", nameClaim);
    Words.require("groups claim", groupsClaim);
    requiredGroups.forEach(group -> Words.require("required group", group));
    Words.requireFew("scopes", scopes);
    Words.requireFew("domains", domains);
    Words.requireFew("required groups", requiredGroups);
    Words.requireFew("roles of groups", roles);
    Addresses.requireIssuer(issuer);
    Addresses.requireServer(server);
    scopes = withOpenId(scopes);
    domains = domains.stream().map(ProviderTerms::domain).collect(Collectors.toUnmodifiableSet());
    requiredGroups = Set.copyOf(requiredGroups);
    roles = List.copyOf(roles);
    if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a sign-in is valid for %d minutes to %d days"
              .formatted(SHORTEST.toMinutes(), LONGEST.toDays()));
    }
  }

  private static Set<String> withOpenId(Set<String> scopes) {
    scopes.stream()
        .filter(scope -> !SCOPE.matcher(scope).matches())
        .findFirst()
        .ifPresent(scope -> {
          throw new IllegalArgumentException("a scope is one word of ASCII, such as profile");
        });
    return Stream.concat(scopes.stream(), Stream.of(OPENID))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String domain(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() > 253 || !DOMAIN.matcher(lower).matches()) {
      throw new IllegalArgumentException("a domain is written as in example.com");
    }
    return lower;
  }
}
