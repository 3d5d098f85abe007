package gslb.server.transfer;

import gslb.server.wire.Glance;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Word of a zone's new SOA (RFC 1996 §3.7), on its way to one secondary.
 *
 * @param soa the new one
 * @param key what it is signed with, and its acknowledgement too; null = nothing
 */
record Notice(SOARecord soa, @Nullable Key key, InstantSource clock) {
  private static final Logger log = LoggerFactory.getLogger(Notice.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] NOTHING = {};
  private static final int FLAGS = 0xF80F; // QR, opcode, rcode
  private static final int ACKNOWLEDGED = 0x8000 | Opcode.NOTIFY << 11;
  private static final int LARGEST = 4096;

  long serial() {
    return soa.getSerial();
  }

  /**
   * Sends it once.
   *
   * @param wait for the acknowledgement, at most
   * @return whether it came
   */
  boolean send(InetSocketAddress to, Duration wait) {
    byte[] message = new byte[LARGEST];
    int id = RANDOM.nextInt(1 << 16);
    int length = write(message, id);
    Signer signer = key == null ? null : Signer.request(key, clock);
    if (signer != null) {
      length = signer.sign(message, length);
    }
    byte[] mac = signer == null ? NOTHING : signer.mac();
    long deadline = System.nanoTime() + wait.toNanos();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(to);
      socket.send(new DatagramPacket(message, length));
      return acknowledged(socket, to, id, mac, deadline);
    } catch (IOException e) {
      log.debug("notice to {}", to, e); // nobody listens, or there is no way there
      return false;
    }
  }

  private boolean acknowledged(
      DatagramSocket socket, InetSocketAddress to, int id, byte[] mac, long deadline)
      throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (true) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      socket.setSoTimeout((int) left);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return false;
      }
      byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
      if (acknowledges(answer, id) && isSigned(answer, mac)) {
        return true;
      }
      log.debug("{} from {} acknowledges nothing", answer.length, to);
    }
  }

  private static boolean acknowledges(byte[] answer, int id) {
    return answer.length >= 12
        && ((answer[0] & 0xFF) << 8 | (answer[1] & 0xFF)) == id
        && (((answer[2] & 0xFF) << 8 | (answer[3] & 0xFF)) & FLAGS) == ACKNOWLEDGED;
  }

  /** Where we signed, only one who has the key may say that it knows. */
  private boolean isSigned(byte[] answer, byte[] requestMac) {
    if (key == null) {
      return true;
    }
    int at = Glance.signature(answer, answer.length);
    Signature signature = at < 0 ? null : Signature.read(answer, at, answer.length);
    return signature != null
        && signature.key().equals(key.name())
        && Verifier.isSignature(key, signature)
        && Verifier.check(key, signature, answer, at, requestMac, clock) == SignatureError.NONE;
  }

  private int write(byte[] out, int id) {
    Message message = new Message(id);
    message.getHeader().setOpcode(Opcode.NOTIFY);
    message.getHeader().setFlag(Flags.AA);
    message.addRecord(Record.newRecord(soa.getName(), Type.SOA, DClass.IN), Section.QUESTION);
    message.addRecord(soa, Section.ANSWER);
    byte[] bytes = message.toWire();
    System.arraycopy(bytes, 0, out, 0, bytes.length);
    return bytes.length;
  }
}
