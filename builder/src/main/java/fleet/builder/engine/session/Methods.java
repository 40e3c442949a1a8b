package fleet.builder.engine.session;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.Optional;

/** What one session answers, by the paths that gRPC gives to methods. */
final class Methods {
  static final String UPLOAD = "/moby.upload.v1.Upload/Pull";
  static final String SECRETS = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
  static final String CREDENTIALS = "/moby.filesync.v1.Auth/Credentials";
  static final String HEALTH = "/grpc.health.v1.Health/Check";

  private static final int SERVING = 1;
  private static final String HUB = "docker.io";
  private static final String HUB_REGISTRY = "registry-1.docker.io";

  private Methods() {}

  static Map<String, Method> of(Offer offer) {
    return Map.of(
        UPLOAD,
        new ContextUpload(offer.context()),
        SECRETS,
        (request, replies) -> replies.send(secret(offer, Message.text(request, 1))),
        CREDENTIALS,
        (request, replies) -> replies.send(credentials(offer, Message.text(request, 1))),
        HEALTH,
        (_, replies) -> replies.send(new Message().with(1, SERVING).toBytes()));
  }

  /** {@code GetSecretResponse { 1 data }}. */
  private static byte[] secret(Offer offer, String id) throws Refusal {
    var value = offer.secrets().get(id);
    if (value == null) {
      throw new Refusal(Status.NOT_FOUND, "there is no build secret '%s'".formatted(id));
    }
    return new Message().with(1, ByteString.copyFrom(value.reveal())).toBytes();
  }

  /** {@code CredentialsResponse { 1 username, 2 secret }}, empty for a host that we do not know. */
  private static byte[] credentials(Offer offer, String host) {
    var login = offer.logins().get(host.equals(HUB_REGISTRY) ? HUB : host);
    return Optional.ofNullable(login)
        .map(it -> new Message().with(1, it.username()).with(2, it.password().reveal()).toBytes())
        .orElseGet(() -> new byte[0]);
  }
}
