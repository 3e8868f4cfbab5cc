package dev.turnpike.ingress.attack;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values that have broken programs before. */
final class OddValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "null",
          "undefined",
          "true",
          "-1",
          "0",
          "1e400",
          "NaN",
          "\0",
          "a\0b",
          "\uD83D",
          "\uDE00x",
          "\uFFFE\uFFFF",
          "\uFEFFbom",
          "\u202Egnp.exe",
          "e\u0301\u0301\u0301\u0301",
          "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "\r\nSet-Cookie: a=b",
          "line\nline\r\nline\u2028line",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "' or '1'='1",
          "'; drop table ingress.users; --",
          "${jndi:ldap://127.0.0.1/a}",
          "{{7*7}} #{7*7} ${7*7} <%= 7*7 %>",
          "%s%s%s%n",
          "../../../../etc/passwd",
          "..\\..\\windows",
          "|id;`id`$(id)",
          "http://169.254.169.254/latest/meta-data/",
          "[DONE]",
          "data: {\"done\":true}\n\n",
          "\u0130\u0131\u00df",
          "admin@example.org\n",
          "a@b@c",
          "\"quoted\"@example.org");

  private final Random random;

  OddValues(Random random) {
    this.random = random;
  }

  String text() {
    return switch (random.nextInt(12)) {
      case 0 -> "x".repeat(random.nextInt(5_000));
      case 1 -> "\uD83D\uDE00".repeat(random.nextInt(3_500));
      case 2 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 3 -> anyCharacters();
      default -> TEXTS.get(random.nextInt(TEXTS.size()));
    };
  }

  private String anyCharacters() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }

  JsonNode node() {
    return switch (random.nextInt(16)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(random.nextLong());
      case 4 -> NODES.numberNode(new BigDecimal("1e" + random.nextInt(-2_000, 2_000)));
      case 5 -> NODES.numberNode(new BigInteger(random.nextInt(1, 2_000), random));
      case 6 -> NODES.numberNode(random.nextDouble() * Double.MAX_VALUE);
      case 7 -> NODES.arrayNode();
      case 8 -> NODES.objectNode();
      case 9 -> NODES.arrayNode().add(node());
      case 10 -> NODES.objectNode().set("a", node());
      default -> NODES.stringNode(text());
    };
  }

  /** A body that is not what it says. */
  byte[] body() {
    return switch (random.nextInt(12)) {
      case 0 -> new byte[0];
      case 1 -> "{\"messages\":".getBytes(StandardCharsets.UTF_8);
      case 2 -> nested("[", "]");
      case 3 -> nested("{\"a\":", "}");
      case 4 -> bytes(random.nextInt(2_000));
      case 5 -> new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'};
      case 6 -> new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'};
      case 7 -> "{\"a\":1}".getBytes(StandardCharsets.UTF_16);
      case 8 -> "\uFEFF{}".getBytes(StandardCharsets.UTF_8);
      case 9 ->
          ("{\"a\":" + "9".repeat(random.nextInt(1, 3_000)) + "}")
              .getBytes(StandardCharsets.US_ASCII);
      case 10 -> "{} {}".getBytes(StandardCharsets.US_ASCII);
      default -> text().getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] nested(String open, String close) {
    int depth = random.nextInt(1, 20_000);
    return (open.repeat(depth) + "1" + close.repeat(random.nextBoolean() ? depth : 0))
        .getBytes(StandardCharsets.US_ASCII);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** For a path or a query: mostly escaped as it should be. */
  String escaped() {
    if (random.nextInt(6) == 0) {
      return List.of(
              "%",
              "%zz",
              "%00",
              "%2e%2e%2f",
              "..;/",
              ";a=b",
              "%252f",
              "%c0%af",
              "%ff",
              "//",
              "\\",
              "a%0d%0ab")
          .get(random.nextInt(12));
    }
    byte[] text = text().getBytes(StandardCharsets.UTF_8);
    StringBuilder escaped = new StringBuilder();
    for (byte each : Arrays.copyOf(text, Math.min(text.length, 300))) {
      escaped.append(
          Character.isLetterOrDigit(each) ? "" + (char) each : "%%%02X".formatted(each & 0xff));
    }
    return escaped.toString();
  }
}
