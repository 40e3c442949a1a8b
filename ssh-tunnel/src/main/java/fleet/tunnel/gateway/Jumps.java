package fleet.tunnel.gateway;

import fleet.tunnel.certificate.Guest;
import fleet.tunnel.link.Link;
import fleet.tunnel.link.LinkChannel;
import fleet.tunnel.link.LinkFullException;
import fleet.tunnel.link.Links;
import fleet.tunnel.session.Passage;
import fleet.tunnel.session.SessionLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the way from a person to a device, one virtual thread for each search. */
final class Jumps implements ChannelFactory {
  private static final Logger LOG = LoggerFactory.getLogger(Jumps.class);

  record Destination(String host, int port) {}

  private final Links links;
  private final SessionLog log;
  private final GatewayLimits limits;
  private final InstantSource clock;
  private final ExecutorService threads;

  Jumps(
      Links links,
      SessionLog log,
      GatewayLimits limits,
      InstantSource clock,
      ExecutorService threads) {
    this.links = links;
    this.log = log;
    this.limits = limits;
    this.clock = clock;
    this.threads = threads;
  }

  @Override
  public String getName() {
    return "direct-tcpip";
  }

  @Override
  public Channel createChannel(Session session) {
    return new JumpChannel(this);
  }

  void start(JumpChannel channel, Destination wanted) {
    threads.execute(() -> {
      try {
        open(channel, wanted);
      } catch (Refusal.Thrown e) {
        e.refusal().tell(channel);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        Refusal.notReached("the gateway is stopping").tell(channel);
      } catch (IOException | RuntimeException e) {
        LOG.atError().addKeyValue("host", wanted.host()).setCause(e).log("could not pass on");
        Refusal.notReached("the gateway failed; its log says why").tell(channel);
      }
    });
  }

  private void open(JumpChannel channel, Destination wanted)
      throws IOException, InterruptedException, Refusal.Thrown {
    var guest = channel.getSession().getAttribute(Login.GUEST);
    if (guest == null) {
      throw Refusal.notAllowed("devices are called here, they do not call").thrown();
    }
    if (wanted.port() != Link.PORT || !wanted.host().equals(Link.hostName(guest.device()))) {
      throw Refusal.notAllowed(
              "this certificate opens %s:%d and nothing else"
                  .formatted(Link.hostName(guest.device()), Link.PORT))
          .thrown();
    }
    var link = links.await(guest.device(), limits.linkWait()).orElseThrow(this::notThere);
    pass(channel, guest, link);
  }

  private Refusal.Thrown notThere() {
    return Refusal.notReached(
            "the device did not dial in within %d seconds: is it online?"
                .formatted(limits.linkWait().toSeconds()))
        .thrown();
  }

  private void pass(JumpChannel channel, Guest guest, Link link)
      throws IOException, Refusal.Thrown {
    var passage = passage(guest, channel.getSession());
    log.begin(passage);
    var device = through(link, passage);
    say(passage, "passage opened");
    channel.addCloseFutureListener(_ -> threads.execute(() -> end(passage, channel, device)));
    channel.join(device);
  }

  /** A channel to the device; where there is none, the passage has ended. */
  private LinkChannel through(Link link, Passage passage) throws Refusal.Thrown {
    try {
      return link.open(passage.clientAddress());
    } catch (IOException | RuntimeException e) {
      log.end(passage.id(), 0, 0, clock.instant());
      if (e instanceof LinkFullException) {
        throw Refusal.notReached("as many sessions go to the device as may").thrown();
      }
      LOG.atWarn().addKeyValue("device", link.device()).setCause(e).log("link does not answer");
      throw Refusal.notReached("the device does not answer on its link").thrown();
    }
  }

  private void end(Passage passage, JumpChannel person, LinkChannel device) {
    log.end(passage.id(), person.received().bytes(), device.received().bytes(), clock.instant());
    say(passage, "passage closed");
  }

  private Passage passage(Guest guest, Session session) {
    return new Passage(
        UUID.randomUUID(),
        guest.session(),
        guest.user(),
        guest.device(),
        guest.landing(),
        guest.serial(),
        address(session),
        clock.instant());
  }

  private static String address(Session session) {
    return session.getIoSession().getRemoteAddress() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "unknown";
  }

  private static void say(Passage passage, String what) {
    LOG.atInfo()
        .addKeyValue("session", passage.permit())
        .addKeyValue("user", passage.person())
        .addKeyValue("device", passage.device())
        .addKeyValue("landing", passage.landing())
        .log(what);
  }
}
