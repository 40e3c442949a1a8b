package fleet.cli.credential;

import fleet.contract.client.UnreachableException;
import fleet.contract.trust.AuthorityPin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** How a server proves over TLS that it is the one. */
public final class ServerTls {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int USUAL_PORT = 443;

  private ServerTls() {}

  /**
   * Says whether this machine's authorities vouch for the server under that name.
   *
   * @throws UnreachableException when nothing speaks TLS there
   */
  public static boolean isPublic(URI server) {
    try {
      var _ = handshake(server, usual());
      return true;
    } catch (SSLException e) {
      return false;
    } catch (IOException e) {
      throw new UnreachableException(server, e);
    }
  }

  /**
   * The certificates that the server shows, its own first, its authority's last. Nothing is said to
   * it but hello, for nothing is believed yet.
   *
   * @throws UnreachableException when nothing speaks TLS there
   */
  public static List<X509Certificate> shown(URI server) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Unbelieving()}, null);
      return handshake(server, context);
    } catch (IOException e) {
      throw new UnreachableException(server, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /** TLS that believes this machine's authorities. */
  static SSLContext usual() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /** TLS that believes this authority and no other. */
  public static SSLContext trusting(X509Certificate authority) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("authority", authority);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("could not set up TLS", e);
    }
  }

  /** What an authority is recognised by: SHA-256 of its public key, as the server prints it. */
  public static AuthorityPin pin(X509Certificate authority) {
    return AuthorityPin.of(authority.getPublicKey());
  }

  static byte[] write(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not write a certificate", e);
    }
  }

  static X509Certificate read(byte[] der) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new CredentialException(
          "a known authority is damaged", "fleet login --pin believes it anew", e);
    }
  }

  private static List<X509Certificate> handshake(URI server, SSLContext context)
      throws IOException {
    var port = server.getPort() < 0 ? USUAL_PORT : server.getPort();
    try (var plain = new Socket()) {
      var patience = (int) PATIENCE.toMillis();
      plain.connect(new InetSocketAddress(server.getHost(), port), patience);
      plain.setSoTimeout(patience);
      try (var socket = over(plain, context, server.getHost(), port)) {
        return Arrays.stream(socket.getSession().getPeerCertificates())
            .map(X509Certificate.class::cast)
            .toList();
      }
    }
  }

  /** TLS on a connection, with the server's name checked. */
  public static SSLSocket over(Socket plain, SSLContext context, String host, int port)
      throws IOException {
    var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Lets every server show its certificates; for looking only. */
  private static final class Unbelieving extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
