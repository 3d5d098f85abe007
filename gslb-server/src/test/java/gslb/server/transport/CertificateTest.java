package gslb.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificate's files: what is refused, and what a change of them does. */
class CertificateTest {
  @TempDir private Path folder;
  private Path chain;
  private Path key;

  @BeforeEach
  void write() throws IOException {
    chain = folder.resolve("chain.pem");
    key = folder.resolve("chain.key");
    copy("first.pem", chain);
    copy("first.key", key);
  }

  @ParameterizedTest
  @CsvSource({
    "first.pem,  second.key, chain.key is not the key of the certificate in",
    "first.key,  first.key,  chain.pem holds no certificate in PEM",
    "first.pem,  first.pem,  chain.key holds no '-----BEGIN PRIVATE KEY-----'",
    "absent,     first.key,  there is no file",
    "first.pem,  absent,     there is no file",
  })
  void aWrongPairIsRefused(String chainFrom, String keyFrom, String expected) throws IOException {
    copy(chainFrom, chain);
    copy(keyFrom, key);
    assertThatThrownBy(() -> Certificate.read(chain, key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(expected)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aNewPairIsServedAndABrokenOneChangesNothing() throws IOException {
    CertificateFiles files = new CertificateFiles(chain, key);
    Certificate first = files.current();
    Renewed renewed = new Renewed(new ArrayList<>());
    files.serve(renewed);

    files.reread();
    assertThat(renewed.to()).isEmpty();

    copy("second.pem", chain); // the pair is half written
    files.reread();
    assertThat(files.refused()).isTrue();
    assertThat(files.current()).isEqualTo(first);
    assertThat(renewed.to()).isEmpty();

    copy("second.key", key);
    files.reread();
    assertThat(files.refused()).isFalse();
    assertThat(renewed.to()).containsExactly(TestTls.certificate("second"));
    assertThat(files.current()).isEqualTo(TestTls.certificate("second"));
  }

  @Test
  void theKeyIsNotShown() {
    assertThat(TestTls.certificate("first").toString()).doesNotContain("KEY");
  }

  private static void copy(String from, Path to) throws IOException {
    if (from.equals("absent")) {
      Files.delete(to);
    } else {
      Files.copy(TestTls.file(from), to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Notes what it is told to serve. */
  private record Renewed(List<Certificate> to) implements EncryptedTransport {
    @Override
    public void renew(Certificate certificate) {
      to.add(certificate);
    }

    @Override
    public String name() {
      return "tls";
    }

    @Override
    public void start() {}

    @Override
    public InetSocketAddress localAddress() {
      return new InetSocketAddress(0);
    }

    @Override
    public void close() {}
  }
}
