package dev.turnpike.local;

import dev.turnpike.operations.console.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Finds out before anything is started whether the port of the chat API can be had. */
final class PortCheck {

  private static final int CONNECT_MILLIS = 500;

  private PortCheck() {}

  static void requireFree(int port) {
    if (answers(port) || !canBind(port)) {
      throw new Refusal(
          "Port %d is taken by another program: stop that program, or choose another port as in ./turnpike up --port %d."
              .formatted(port, port < 60_000 ? port + 1000 : port - 1000));
    }
  }

  /** A listener on all addresses does not keep others from binding one address everywhere. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  private static boolean canBind(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
