package fleet.cli.demo;

import fleet.cli.machine.MachineException;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.Secret;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.RegistryTokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/** Puts one image into the server's registry, in the server's own name. */
final class ImagePush {
  private final HttpClient http = JsonHttp.defaultClient();
  private final URI registry;
  private final String repository;
  private final Secret token;

  /**
   * @param api address of the API, which gives the token
   * @param repository such as {@code library/busybox}
   */
  ImagePush(URI api, Secret serviceKey, URI registry, String repository) {
    this.registry = registry;
    this.repository = repository;
    this.token =
        new JsonHttp(http, api, () -> Optional.of(serviceKey))
            .post(
                "/internal/v1/registry-tokens",
                new RegistryTokenRequest("demo", List.of(RegistryAccess.push(repository))),
                RegistryToken.class)
            .token();
  }

  void push(BaseImage image, String tag) {
    image.blobs().forEach(this::pushBlob);
    for (var manifest : image.manifests()) {
      pushManifest(manifest.digest().toString(), BaseImage.MANIFEST_TYPE, manifest);
    }
    pushManifest(tag, BaseImage.INDEX_TYPE, image.index());
  }

  private void pushBlob(Content content) {
    var opened =
        send(request("/v2/%s/blobs/uploads/".formatted(repository)).POST(BodyPublishers.noBody()));
    var location = opened.headers().firstValue("Location").orElse("");
    var separator = location.contains("?") ? "&" : "?";
    send(
        request(location + separator + "digest=" + content.digest())
            .setHeader("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(content.bytes())));
  }

  private void pushManifest(String reference, String type, Content content) {
    send(
        request("/v2/%s/manifests/%s".formatted(repository, reference))
            .setHeader("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(content.bytes())));
  }

  private HttpRequest.Builder request(String route) {
    return HttpRequest.newBuilder(registry.resolve(route))
        .setHeader("Authorization", "Bearer " + token.reveal());
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    var request = builder.build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new MachineException(
            "the registry refused %s %s: %d %s"
                .formatted(
                    request.method(),
                    request.uri().getPath(),
                    response.statusCode(),
                    response.body()),
            "");
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException("could not push the base image", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MachineException("interrupted while pushing the base image", "", e);
    }
  }
}
