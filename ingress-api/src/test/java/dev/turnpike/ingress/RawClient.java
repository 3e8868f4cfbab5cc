package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends its request and then only reads when told to. */
final class RawClient {
  private static final int RECEIVE_BUFFER = 16_384;

  private RawClient() {}

  /** Opens a stream, and reads no more of it than that it is one. */
  static Socket stream(RunningIngress ingress, String token, String text) throws IOException {
    byte[] body = ApiClient.message(text).getBytes(StandardCharsets.UTF_8);
    String head =
        """
        POST /api/v1/chatbot/chat/stream HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(token, body.length);
    Socket socket = new Socket();
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ingress.port()));
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    InputStream in = socket.getInputStream();
    assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
    return socket;
  }
}
