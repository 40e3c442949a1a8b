package fleet.tunnel.gateway;

import java.util.List;
import org.apache.sshd.common.BuiltinFactory;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/** What the gateway speaks; an SSH client chooses, so what should not be chosen is not offered. */
final class Algorithms {
  private Algorithms() {}

  static void configure(SshServer server) {
    server.setKeyExchangeFactories(
        NamedFactory.setUpTransformedFactories(
            false,
            List.of(
                BuiltinDHFactories.curve25519,
                BuiltinDHFactories.curve25519_libssh,
                BuiltinDHFactories.ecdhp256,
                BuiltinDHFactories.ecdhp384),
            ServerBuilder.DH2KEX));
    server.setCipherFactories(
        BuiltinFactory.setUpFactories(
            false, List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm)));
    server.setMacFactories(
        BuiltinFactory.setUpFactories(
            false, List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm)));
    server.setCompressionFactories(
        BuiltinFactory.setUpFactories(false, List.of(BuiltinCompressions.none)));
    server.setSignatureFactories(
        BuiltinFactory.setUpFactories(
            false,
            List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.ed25519_cert,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp256_cert,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp384_cert,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA512_cert,
                BuiltinSignatures.rsaSHA256,
                BuiltinSignatures.rsaSHA256_cert)));
  }
}
