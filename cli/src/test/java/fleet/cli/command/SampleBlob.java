package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.client.JsonHttp;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.Secret;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.RegistryTokenRequest;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/** Blobs of a repository at a registry of this machine, pushed and pulled as the builder does. */
record SampleBlob(URI api, Secret serviceKey, int registryPort, String repository) {
  void push(byte[] bytes) throws IOException, InterruptedException {
    var request =
        request("uploads/?digest=" + Digest.of(bytes))
            .POST(BodyPublishers.ofByteArray(bytes))
            .build();
    var answer = JsonHttp.defaultClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** What the registry has by the digest of these bytes. */
  byte[] pull(byte[] bytes) throws IOException, InterruptedException {
    var request = request(Digest.of(bytes).toString()).build();
    return JsonHttp.defaultClient().send(request, BodyHandlers.ofByteArray()).body();
  }

  private HttpRequest.Builder request(String path) {
    var wanted = new RegistryTokenRequest("builder", List.of(RegistryAccess.push(repository)));
    var token =
        new JsonHttp(JsonHttp.defaultClient(), api, () -> Optional.of(serviceKey))
            .post("/internal/v1/registry-tokens", wanted, RegistryToken.class)
            .token();
    var address = "http://127.0.0.1:%d/v2/%s/blobs/%s".formatted(registryPort, repository, path);
    return HttpRequest.newBuilder(URI.create(address))
        .header("Authorization", "Bearer " + token.reveal());
  }
}
