package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.ingress.Party;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OWASP API7:2023, server side request forgery: nothing that is sent here makes this service call
 * anywhere. What the agents' tools fetch is held in by {@code WebClientGuardTest} and its
 * neighbours in the agent workers.
 */
class Api7ServerSideRequestTest {
  private static final Target target = Target.start();

  private ServerSocket trap;

  @BeforeEach
  void listen() throws IOException {
    trap = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    trap.setSoTimeout(300);
  }

  @AfterEach
  void close() throws IOException {
    trap.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /v1/chat/completions | {"model":"default","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"URL"}}]}]}
          /v1/chat/completions | {"model":"default","messages":[{"role":"user","content":[{"type":"file","file":{"file_data":"URL"}}]}]}
          /v1/responses        | {"model":"default","input":[{"role":"user","content":[{"type":"input_image","image_url":"URL"}]}]}
          /v1/responses        | {"model":"default","input":[{"role":"user","content":[{"type":"input_file","file_url":"URL"}]}]}
          /v1/responses        | {"model":"default","input":"x","tools":[{"type":"mcp","server_url":"URL"}]}
          /v1/responses        | {"model":"URL","input":"x"}
          /v1/chat/completions | {"model":"default","messages":[{"role":"user","content":"see URL"}],"webhook":"URL","callback_url":"URL"}
          """)
  void noAddressInABodyIsCalled(String path, String body) {
    String address = "http://127.0.0.1:%d/x".formatted(trap.getLocalPort());
    Party party = Party.of(target.api());
    int status =
        target
            .api()
            .postJson(path, party.visitor().userToken(), body.replace("URL", address))
            .status();
    assertThat(status).isIn(200, 400, 404);
    assertThatThrownBy(() -> trap.accept().close()).isInstanceOf(SocketTimeoutException.class);
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}
