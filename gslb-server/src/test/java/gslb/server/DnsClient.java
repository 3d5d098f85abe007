package gslb.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks a server on loopback over real sockets. */
public final class DnsClient {
  private static final int TIMEOUT_MILLIS = 2000;

  private final int port;

  /** A client of the server on that port of 127.0.0.1. */
  public DnsClient(int port) {
    this.port = port;
  }

  /** The data of the answer's records, from 127.0.0.1 over UDP. */
  public List<String> ask(String name, String type) throws IOException {
    Record question =
        Record.newRecord(Name.fromString(name, Name.root), Type.value(type), DClass.IN);
    byte[] response =
        exchange(Message.newQuery(question).toWire(), InetAddress.getByName("127.0.0.1"), false);
    return new Message(response)
        .getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }

  /**
   * Sends a message and gives what comes back.
   *
   * @param from a loopback address to send from
   * @throws java.net.SocketTimeoutException if nothing does
   */
  public byte[] exchange(byte[] query, InetAddress from, boolean tcp) throws IOException {
    return tcp ? overTcp(query, from) : overUdp(query, from);
  }

  private byte[] overUdp(byte[] query, InetAddress from) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, from)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.send(new DatagramPacket(query, query.length));
      DatagramPacket response = new DatagramPacket(new byte[65535], 65535);
      socket.receive(response);
      return Arrays.copyOf(response.getData(), response.getLength());
    }
  }

  private byte[] overTcp(byte[] query, InetAddress from) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(query.length);
      out.write(query);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] response = new byte[in.readUnsignedShort()];
      in.readFully(response);
      return response;
    }
  }
}
