package dev.turnpike.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/tools.md}: a tool of one's own. */
class OrderStatusTest {

  // docs/tools.md: begin
  static final class OrderStatus implements Tool {

    private final Map<String, String> orders;

    OrderStatus(Map<String, String> orders) {
      this.orders = orders;
    }

    @Override
    public ToolSpecification specification() {
      return ToolSpecification.builder()
          .name("order_status")
          .description("Tells how far an order of the user is.")
          .parameters(
              JsonObjectSchema.builder()
                  .addStringProperty("order", "the order's number, such as A-1001")
                  .required("order")
                  .build())
          .build();
    }

    @Override
    public String call(String arguments, ToolContext context) throws ToolException {
      var order = ToolArguments.of(arguments).text("order");
      var status = orders.get(context.userId() + "/" + order);
      if (status == null) {
        throw new ToolException(
            "This user has no order \"%s\". Ask for its number.".formatted(order));
      }
      return status;
    }
  }

  // docs/tools.md: end

  @Test
  void itWorksAsDescribed() throws InterruptedException {
    var tools =
        ToolRegistry.of(List.of(new OrderStatus(Map.of("user-1/A-1001", "On its way."))))
            .select(List.of("order_status"));
    assertThat(tools.run(Calls.request("order_status", "{\"order\": \"A-1001\"}"), Calls.context()))
        .extracting(ToolOutcome::text, ToolOutcome::failed)
        .containsExactly("On its way.", false);
    assertThat(tools.run(Calls.request("order_status", "{\"order\": \"B-2\"}"), Calls.context()))
        .extracting(ToolOutcome::text, ToolOutcome::failed)
        .containsExactly("This user has no order \"B-2\". Ask for its number.", true);
  }

  @Test
  void theDocumentationShowsThisVeryCode() throws Exception {
    var source =
        Files.readString(Path.of("src/test/java/dev/turnpike/agent/tools/OrderStatusTest.java"));
    var begin =
        source.indexOf("  // docs/tools.md: begin\n") + "  // docs/tools.md: begin\n".length();
    var example =
        source
            .substring(begin, source.indexOf("  // docs/tools.md: end"))
            .stripTrailing()
            .stripIndent();
    assertThat(Files.readString(Path.of("../docs/tools.md"))).contains(example.strip());
  }
}
