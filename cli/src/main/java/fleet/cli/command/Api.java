package fleet.cli.command;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.cli.credential.Access;
import fleet.cli.credential.CredentialFile;
import fleet.cli.credential.KnownAuthorities;
import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Page;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operator API of the server that a command asks. */
final class Api {
  private static final String ROOT = "/api/v1";

  private final JsonHttp http;
  private final URI server;

  private Api(Shell shell, Access access) {
    this.server = access.server();
    this.http = new JsonHttp(client(shell, server), URI.create(server + ROOT), access::token);
  }

  /**
   * The API as whoever is signed in.
   *
   * @throws CommandFailure when nobody is
   */
  static Api signedIn(Shell shell, Common common) {
    return signedIn(shell, common.server());
  }

  /** The same, for a command without the common options. */
  static Api signedIn(Shell shell, ServerOption server) {
    var access = access(shell, server);
    if (access.token().isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_ALLOWED,
          "you are not signed in to " + access.server(),
          "fleet login --server " + access.server());
    }
    return new Api(shell, access);
  }

  /** The API as nobody, to sign in. */
  static Api anonymous(Shell shell, URI server) {
    return new Api(shell, new Access(server, Optional.empty()));
  }

  /** A client that believes of the server what the user does. */
  private static HttpClient client(Shell shell, URI server) {
    var tls = new KnownAuthorities(shell.environment()).tls(server);
    return JsonHttp.clientBuilder().sslContext(tls).build();
  }

  /** Which server, and as whom. */
  static Access access(Shell shell, ServerOption server) {
    var kept = CredentialFile.of(shell.environment()).read();
    return Access.of(server.text(), shell.environment(), kept);
  }

  JsonHttp http() {
    return http;
  }

  URI server() {
    return server;
  }

  /** A fleet's repository, for git over HTTP. */
  String gitUrl(FleetName fleet) {
    return "%s/git/%s.git".formatted(server, fleet);
  }

  /** Reads a list to its end. */
  <T> List<T> all(String route, Class<T> itemType) {
    return some(route, itemType, Integer.MAX_VALUE);
  }

  /** Reads a list up to so many. */
  <T> List<T> some(String route, Class<T> itemType, int most) {
    var type = pageOf(itemType);
    var page = http.get(route, type);
    var items = new ArrayList<T>(page.items());
    while (page.next().isPresent() && items.size() < most) {
      var cursor = (route.contains("?") ? "&" : "?") + "after=" + escape(page.next().get());
      page = http.get(route + cursor, type);
      items.addAll(page.items());
    }
    return items.subList(0, Math.min(most, items.size()));
  }

  private static <T> TypeReference<Page<T>> pageOf(Class<T> itemType) {
    var type = Json.mapper().getTypeFactory().constructParametricType(Page.class, itemType);
    return new TypeReference<>() {
      @Override
      public Type getType() {
        return type;
      }
    };
  }

  /** A route of these parts, each escaped: {@code /devices/kitchen/logs}. */
  static String route(Object... parts) {
    return Arrays.stream(parts)
        .map(part -> "/" + escape(part.toString()))
        .collect(Collectors.joining());
  }

  static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
