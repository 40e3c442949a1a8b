package fleet.builder.engine.session;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An engine that lives asks for our health every few seconds, however long a step takes.
 *
 * @param limit after which one that asks nothing is taken for dead
 * @param then runs once when that is so, before the session ends
 */
public record Silence(Duration limit, Runnable then) {
  ChannelHandler handler() {
    return new ReadTimeoutHandler(limit.toMillis(), TimeUnit.MILLISECONDS) {
      @Override
      protected void readTimedOut(ChannelHandlerContext context) throws Exception {
        then.run();
        super.readTimedOut(context);
      }
    };
  }
}
