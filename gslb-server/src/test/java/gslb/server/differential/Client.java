package gslb.server.differential;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Asks one server many questions, over a socket and a connection that stay open. */
final class Client implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 3000;

  private final InetSocketAddress server;
  private final DatagramSocket udp;
  private final byte[] buffer = new byte[65535];
  private @Nullable Socket tcp;

  Client(int port) throws IOException {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    udp.setSoTimeout(TIMEOUT_MILLIS);
    udp.connect(server);
  }

  byte[] ask(byte[] query, Mode mode) throws IOException {
    return mode == Mode.TCP ? overTcp(query) : overUdp(query);
  }

  private byte[] overUdp(byte[] query) throws IOException {
    udp.send(new DatagramPacket(query, query.length));
    while (true) {
      DatagramPacket response = new DatagramPacket(buffer, buffer.length);
      udp.receive(response);
      if (buffer[0] == query[0] && buffer[1] == query[1]) {
        return Arrays.copyOf(buffer, response.getLength());
      }
    }
  }

  /** On the open connection; once more if the server has closed it meanwhile. */
  private byte[] overTcp(byte[] query) throws IOException {
    if (tcp != null) {
      try {
        return exchange(tcp, query);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        tcp.close();
      }
    }
    Socket fresh = new Socket();
    tcp = fresh;
    fresh.setSoTimeout(TIMEOUT_MILLIS);
    fresh.setTcpNoDelay(true);
    fresh.connect(server, TIMEOUT_MILLIS);
    return exchange(fresh, query);
  }

  private static byte[] exchange(Socket socket, byte[] query) throws IOException {
    byte[] framed = new byte[query.length + 2];
    framed[0] = (byte) (query.length >> 8);
    framed[1] = (byte) query.length;
    System.arraycopy(query, 0, framed, 2, query.length);
    new DataOutputStream(socket.getOutputStream()).write(framed);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] response = new byte[in.readUnsignedShort()];
    in.readFully(response);
    return response;
  }

  @Override
  public void close() throws IOException {
    udp.close();
    if (tcp != null) {
      tcp.close();
    }
  }
}
