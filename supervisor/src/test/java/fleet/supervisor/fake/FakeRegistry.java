package fleet.supervisor.fake;

import fleet.contract.release.Digest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A registry that pulls by digest, with Range, and that can be made to misbehave. */
public final class FakeRegistry {
  private static final Pattern PATH = Pattern.compile("/v2/.+/(manifests|blobs)/(sha256:.{64})");

  private final Map<Digest, byte[]> contents = new ConcurrentHashMap<>();
  private final Map<Digest, Integer> breaks = new ConcurrentHashMap<>();
  private final List<String> served = new CopyOnWriteArrayList<>();

  /** Keeps an image from now on. */
  public void add(TestImage image) {
    contents.putAll(image.blobs());
    contents.put(image.manifestDigest(), image.manifest());
  }

  /** The connection breaks after that many bytes, once. */
  public void breakOnce(Digest blob, int after) {
    breaks.put(blob, after);
  }

  /** From now on other bytes of the same length are sent. */
  public void corrupt(Digest blob) {
    var bytes = content(blob).clone();
    bytes[bytes.length / 2] ^= 1;
    contents.put(blob, bytes);
  }

  /** What was asked for, such as {@code blobs sha256:.. bytes=1000-}. */
  public List<String> served() {
    return served;
  }

  void answer(ChannelHandlerContext context, FullHttpRequest request) {
    var path = PATH.matcher(request.uri());
    if (!path.matches() || !contents.containsKey(Digest.parse(path.group(2)))) {
      send(context, new byte[0], HttpResponseStatus.NOT_FOUND, "text/plain");
      return;
    }
    var digest = Digest.parse(path.group(2));
    var range = Optional.ofNullable(request.headers().get(HttpHeaderNames.RANGE));
    served.add("%s %s %s".formatted(path.group(1), digest, range.orElse("")).strip());
    var from = range.map(text -> Integer.parseInt(text.replaceAll("[^0-9]", ""))).orElse(0);
    var bytes = content(digest);
    var wanted = Arrays.copyOfRange(bytes, from, bytes.length);
    var breakAfter = breaks.remove(digest);
    if (breakAfter != null) {
      breakOff(context, wanted, breakAfter);
      return;
    }
    var type =
        path.group(1).equals("manifests") ? TestImage.manifestType() : "application/octet-stream";
    var status = from > 0 ? HttpResponseStatus.PARTIAL_CONTENT : HttpResponseStatus.OK;
    send(context, wanted, status, type);
  }

  private byte[] content(Digest digest) {
    return Optional.ofNullable(contents.get(digest)).orElseThrow();
  }

  private static void send(
      ChannelHandlerContext context, byte[] body, HttpResponseStatus status, String type) {
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    var _ = context.writeAndFlush(response);
  }

  private static void breakOff(ChannelHandlerContext context, byte[] body, int after) {
    var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    var _ = context.write(head);
    var part = new DefaultHttpContent(Unpooled.wrappedBuffer(body, 0, after));
    var _ = context.writeAndFlush(part).addListener(ChannelFutureListener.CLOSE);
  }
}
