package fleet.supervisor.fake;

import fleet.contract.Json;
import fleet.contract.device.Challenge;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.LogBatch;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.device.ServerMessage;
import fleet.contract.device.SessionRequest;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.variable.SealingKey;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The routes of the device API, the token route and the registry. */
final class FakeFleetRoutes extends SimpleChannelInboundHandler<Object> {
  private static final String DEVICE_TOKEN = "device-token";
  private static final String REGISTRY_TOKEN = "registry-token";
  private static final String NONCE = "the-nonce";
  private static final int MAX_FRAME = 4 * 1024 * 1024;

  private final FakeFleet fleet;
  private final FakeFleet.Desk desk;
  private final ChannelGroup sockets;

  FakeFleetRoutes(FakeFleet fleet, ChannelGroup sockets) {
    this.fleet = fleet;
    this.desk = fleet.desk;
    this.sockets = sockets;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object message) {
    switch (message) {
      case FullHttpRequest request -> route(context, request);
      case TextWebSocketFrame frame -> frame(context, frame);
      default -> {}
    }
  }

  private void route(ChannelHandlerContext context, FullHttpRequest request) {
    var path = request.uri().replaceFirst("\\?.*", "");
    switch (path) {
      case "/device/v1/register" -> register(context, read(request, RegisterRequest.class));
      case "/device/v1/challenge" -> answer(context, new Challenge(NONCE));
      case "/device/v1/session" -> session(context, read(request, SessionRequest.class));
      default -> routeWithToken(context, request, path);
    }
  }

  private void routeWithToken(ChannelHandlerContext context, FullHttpRequest request, String path) {
    var token = path.startsWith("/v2/") ? REGISTRY_TOKEN : DEVICE_TOKEN;
    var isOver = desk.removal.isPresent() && token.equals(DEVICE_TOKEN);
    if (isOver
        || !("Bearer " + token).equals(request.headers().get(HttpHeaderNames.AUTHORIZATION))) {
      answer(context, new Problem(ProblemCode.UNAUTHENTICATED, "no valid token", ""));
      return;
    }
    switch (path) {
      case "/registry/token" -> answer(context, Map.of("token", REGISTRY_TOKEN, "expires_in", 300));
      case "/device/v1/state" -> state(context, request);
      case "/device/v1/report" -> {
        take(read(request, StateReport.class));
        answer(context, HttpResponseStatus.NO_CONTENT);
      }
      case "/device/v1/logs" -> {
        desk.lines.addAll(read(request, LogBatch.class).lines());
        answer(context, HttpResponseStatus.NO_CONTENT);
      }
      case "/device/v1/connect" -> connect(context, request);
      default -> fleet.registry().answer(context, request);
    }
  }

  private void register(ChannelHandlerContext context, RegisterRequest request) {
    desk.registrations.incrementAndGet();
    var message = RegisterRequest.proofMessage(request.provisioningKey(), request.publicKey());
    var proof = Base64.getUrlDecoder().decode(request.proof());
    var fine =
        request.provisioningKey().equals(Optional.of(Secret.of(FakeFleet.KEY)))
            && request.publicKey().verifies(message, proof);
    if (desk.refusal.isPresent() || !fine) {
      answer(
          context,
          desk.refusal.orElse(
              new Problem(ProblemCode.UNAUTHENTICATED, "this provisioning key is not known", "")));
      return;
    }
    desk.key = Optional.of(request.publicKey());
    answer(
        context,
        new Registered(
            desk.device,
            DeviceName.parse("kitchen-pi"),
            FleetName.parse("berlin"),
            Optional.empty()));
  }

  private void session(ChannelHandlerContext context, SessionRequest request) {
    var signature = Base64.getUrlDecoder().decode(request.signature());
    if (desk.key
        .filter(known -> known.verifies(new Challenge(NONCE).message(), signature))
        .isEmpty()) {
      answer(context, new Problem(ProblemCode.UNAUTHENTICATED, "wrong signature", ""));
      return;
    }
    if (desk.removal.isPresent()) {
      desk.signInsAfterRemoval.incrementAndGet();
      answer(context, desk.removal.get());
      return;
    }
    desk.sealingKey =
        request
            .sealing()
            .filter(sealing -> isProven(sealing.key(), sealing.proof()))
            .map(SessionRequest.Sealing::key);
    answer(context, new DeviceSession(Secret.of(DEVICE_TOKEN), Duration.ofHours(1), Instant.now()));
  }

  private boolean isProven(SealingKey key, String proof) {
    var signature = Base64.getUrlDecoder().decode(proof);
    return desk.key.orElseThrow().verifies(key.claim(desk.device), signature);
  }

  private void state(ChannelHandlerContext context, FullHttpRequest request) {
    if (desk.target.isEmpty()) {
      answer(context, HttpResponseStatus.SERVICE_UNAVAILABLE);
    } else if (desk.etag().equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH))) {
      answer(context, HttpResponseStatus.NOT_MODIFIED);
    } else {
      answer(context, desk.target.get());
    }
  }

  private void connect(ChannelHandlerContext context, FullHttpRequest request) {
    if (!desk.webSocket) {
      answer(context, new Problem(ProblemCode.NOT_FOUND, "no WebSocket here", ""));
      return;
    }
    var factory =
        new WebSocketServerHandshakerFactory(fleet.url().toString(), null, false, MAX_FRAME);
    var _ =
        factory
            .newHandshaker(request)
            .handshake(context.channel(), request)
            .addListener(_ -> {
              sockets.add(context.channel());
              if (desk.target.isPresent()) {
                send(context, desk.targetMessage());
              }
            });
  }

  private void frame(ChannelHandlerContext context, TextWebSocketFrame frame) {
    switch (Json.read(frame.text(), DeviceMessage.class)) {
      case DeviceMessage.Report(var report) -> {
        take(report);
        send(context, new ServerMessage.Reported(report.sequence()));
      }
      case DeviceMessage.Logs(var batch) -> desk.lines.addAll(batch.lines());
    }
  }

  /** Each number once, as the API does. */
  private void take(StateReport report) {
    var known = desk.reports.stream().anyMatch(earlier -> earlier.sequence() == report.sequence());
    if (!known) {
      desk.reports.add(report);
    }
  }

  private static <T> T read(FullHttpRequest request, Class<T> type) {
    return Json.read(ByteBufUtil.getBytes(request.content()), type);
  }

  private static void send(ChannelHandlerContext context, ServerMessage message) {
    var _ = context.writeAndFlush(new TextWebSocketFrame(Json.write(message)));
  }

  private static void answer(ChannelHandlerContext context, HttpResponseStatus status) {
    answer(context, status, new byte[0]);
  }

  private static void answer(ChannelHandlerContext context, Problem problem) {
    answer(context, HttpResponseStatus.valueOf(problem.code().status()), Json.writeBytes(problem));
  }

  private void answer(ChannelHandlerContext context, Object value) {
    answer(context, HttpResponseStatus.OK, Json.writeBytes(value), desk.etag());
  }

  private static void answer(
      ChannelHandlerContext context, HttpResponseStatus status, byte[] body) {
    answer(context, status, body, "");
  }

  private static void answer(
      ChannelHandlerContext context, HttpResponseStatus status, byte[] body, String etag) {
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    if (!etag.isEmpty()) {
      response.headers().set(HttpHeaderNames.ETAG, etag);
    }
    var _ = context.writeAndFlush(response);
  }
}
