package fleet.builder.engine.session;

import fleet.builder.engine.address.EngineDoor;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One session, open until it is closed or the engine ends it. Thread-safe. */
public final class BuildSession implements AutoCloseable {
  private final String id;
  private final Channel channel;

  private BuildSession(String id, Channel channel) {
    this.id = id;
    this.channel = channel;
  }

  /** Opens one, by blocking. */
  public static BuildSession open(SessionLoop loop, EngineDoor engine, Offer offer, Silence silence)
      throws IOException {
    var id = UUID.randomUUID().toString().replace("-", "");
    var methods = Methods.of(offer);
    var calls =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel call) {
            call.pipeline().addLast(new Call(methods));
          }
        };
    var channel =
        new Takeover(loop, engine).asServer(head(id, methods.keySet()), silence.handler(), calls);
    return new BuildSession(id, channel);
  }

  /** By this a build names it. */
  public String id() {
    return id;
  }

  /** Where a build finds the context. */
  public String contextUrl() {
    return "http://buildkit-session/" + id;
  }

  @Override
  public void close() {
    var _ = channel.close();
  }

  private static String head(String id, Set<String> methods) {
    var exposed =
        methods.stream()
            .sorted()
            .map("X-Docker-Expose-Session-Grpc-Method: %s\r\n"::formatted)
            .collect(Collectors.joining());
    return """
    POST /session HTTP/1.1\r
    Host: engine\r
    Connection: Upgrade\r
    Upgrade: h2c\r
    X-Docker-Expose-Session-Uuid: %s\r
    X-Docker-Expose-Session-Name: fleet\r
    X-Docker-Expose-Session-Sharedkey: fleet\r
    %s\r
    """
        .formatted(id, exposed);
  }
}
