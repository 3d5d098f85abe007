package gslb.server.secondary;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** A primary that does what a test says, right or wrong; dnsjava on loopback, UDP and TCP. */
final class ScriptedPrimary implements AutoCloseable {
  static final Name ORIGIN = Name.fromConstantString("example.org.");
  private static final int EXPIRE = 9;

  /** Answers one transfer query over its connection. */
  interface Transfer {
    void answer(Message query, DataOutputStream out) throws IOException;
  }

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Types asked for, in order. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** The SOA that is told; null = nothing is answered. */
  volatile @Nullable Record soa;

  /** What a transfer brings. */
  volatile Transfer transfer = (query, out) -> just(query, out, List.of());

  /** What answers are signed with. */
  volatile @Nullable TSIG key;

  /** What is said of the zone's remaining life (RFC 7314); -1 = nothing. */
  volatile long expire = -1;

  volatile int rcode = Rcode.NOERROR;
  volatile boolean authoritative = true;

  ScriptedPrimary() throws IOException {
    tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
    threads.execute(this::datagrams);
    threads.execute(this::connections);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort());
  }

  /** Has that zone from now on. */
  ScriptedPrimary serves(String zone) {
    List<Record> records = records(zone);
    soa = records.getFirst();
    records.add(records.getFirst()); // the SOA ends it
    transfer = (query, out) -> just(query, out, records);
    return this;
  }

  /** Records in zone-file text, relative to the origin. */
  static List<Record> records(String text) {
    InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try (Master master = new Master(bytes, ORIGIN, 60)) {
      List<Record> records = new ArrayList<>();
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.add(record);
      }
      return records;
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /** These records and nothing else, in one message. */
  void just(Message query, DataOutputStream out, List<Record> records) throws IOException {
    Message answer = answerTo(query);
    records.forEach(record -> answer.addRecord(record, Section.ANSWER));
    send(answer, query, out);
  }

  Message answerTo(Message query) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    if (authoritative) {
      answer.getHeader().setFlag(Flags.AA);
    }
    answer.getHeader().setRcode(rcode);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return answer;
  }

  void send(Message answer, Message query, DataOutputStream out) throws IOException {
    byte[] wire = wire(answer, query);
    out.writeShort(wire.length);
    out.write(wire);
    out.flush();
  }

  private byte[] wire(Message answer, Message query) {
    TSIG signing = key;
    if (signing != null) {
      answer.setTSIG(signing, Rcode.NOERROR, query.getTSIG());
    }
    return answer.toWire(65535);
  }

  private byte @Nullable [] soaAnswer(Message query) {
    Record record = soa;
    if (record == null) {
      return null;
    }
    Message answer = answerTo(query);
    if (rcode == Rcode.NOERROR) {
      answer.addRecord(record, Section.ANSWER);
    }
    if (expire >= 0 && query.getOPT() != null && !query.getOPT().getOptions(EXPIRE).isEmpty()) {
      byte[] seconds = ByteBuffer.allocate(4).putInt((int) expire).array();
      answer.addRecord(
          new OPTRecord(1232, 0, 0, 0, List.of(new GenericEDNSOption(EXPIRE, seconds))),
          Section.ADDITIONAL);
    }
    return wire(answer, query);
  }

  private void datagrams() {
    byte[] buffer = new byte[65535];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
        asked.add(Type.string(query.getQuestion().getType()));
        byte[] answer = soaAnswer(query);
        if (answer != null) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // closed, or what came was no message
      }
    }
  }

  private void connections() {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        threads.execute(() -> connection(socket));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void connection(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        Message query = new Message(bytes);
        asked.add(Type.string(query.getQuestion().getType()));
        if (query.getQuestion().getType() == Type.SOA) {
          byte[] answer = soaAnswer(query);
          if (answer == null) {
            return;
          }
          out.writeShort(answer.length);
          out.write(answer);
          out.flush();
        } else {
          transfer.answer(query, out);
        }
      }
    } catch (IOException e) {
      // the secondary has gone
    }
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      // gone all the same
    }
    threads.shutdownNow();
  }
}
