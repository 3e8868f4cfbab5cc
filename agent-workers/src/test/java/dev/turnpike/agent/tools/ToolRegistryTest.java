package dev.turnpike.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolRegistryTest {

  private final List<Tool> remote = new ArrayList<>();
  private final ToolRegistry registry =
      new ToolRegistry(
          List.of(
              StubTool.named("web_search"), StubTool.named("fetch_page"), StubTool.named("time")),
          List.of(new Remote()),
          new ToolRunner(ToolProperties.defaults(), new SimpleMeterRegistry(), Clock.systemUTC()));

  /** A server that has the tools of the list. */
  private final class Remote implements ToolSource {
    @Override
    public String prefix() {
      return "git_";
    }

    @Override
    public List<Tool> tools() {
      return remote;
    }

    @Override
    public String absence() {
      return "The server git is not there.";
    }
  }

  private List<String> selected(String... names) {
    return registry.select(List.of(names)).specifications().stream()
        .map(ToolSpecification::name)
        .toList();
  }

  @Test
  void toolsAreSelectedByNameOrPattern() {
    assertThat(selected()).isEmpty();
    assertThat(selected("time", "web_search")).containsExactly("web_search", "time");
    assertThat(selected("web_*", "time", "web_search")).containsExactly("web_search", "time");
    assertThat(selected("*_page")).containsExactly("fetch_page");
    assertThat(selected("*")).containsExactly("web_search", "fetch_page", "time");
  }

  @Test
  void aNameThatNoToolHasIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> selected("time", "websearch"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There is no tool \"websearch\": known are web_search, fetch_page, time, git_*");
    assertThatThrownBy(() -> selected("github_*")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> selected("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> selected("git_")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> selected("web.search")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void toolsOfASourceComeAndGo() throws InterruptedException {
    var set = registry.select(List.of("git_log", "time"));
    assertThat(set.specifications()).hasSize(1);
    assertThat(set.run(Calls.request("git_log", "{}"), Calls.context()))
        .extracting(ToolOutcome::text, ToolOutcome::failed)
        .containsExactly("The server git is not there.", true);

    remote.add(StubTool.named("git_log"));
    remote.add(StubTool.named("git_push"));
    assertThat(set.specifications()).hasSize(2);
    assertThat(set.run(Calls.request("git_log", "{}"), Calls.context()).text())
        .isEqualTo("git_log");
    assertThat(selected("git_*")).containsExactly("git_log", "git_push");
  }

  @Test
  void aSetRunsOnlyWhatIsInIt() throws InterruptedException {
    remote.add(StubTool.named("git_push"));
    var set = registry.select(List.of("time", "git_log"));
    for (var name : List.of("web_search", "git_push", "no_such", "")) {
      assertThat(set.run(Calls.request(name, "{}"), Calls.context()))
          .extracting(ToolOutcome::text, ToolOutcome::failed)
          .containsExactly("There is no tool \"%s\". The tools are time.".formatted(name), true);
    }
  }

  @Test
  void withoutToolsThereIsNothingToRun() throws InterruptedException {
    assertThat(ToolSet.none().specifications()).isEmpty();
    assertThat(ToolSet.none().run(Calls.request("time", "{}"), Calls.context()).text())
        .isEqualTo("There is no tool \"time\". Answer without tools.");
  }

  @Test
  void namesMustBeUniqueAndAcceptable() {
    var time = StubTool.named("time");
    assertThatThrownBy(() -> ToolRegistry.of(List.of(time, time)))
        .hasMessageContaining("Two tools are named \"time\"");
    assertThatThrownBy(() -> ToolRegistry.of(List.of(StubTool.named("what time?"))))
        .hasMessageContaining("write 1 to 64 letters, digits, _ and -");
    assertThatThrownBy(
            () ->
                new ToolRegistry(
                    List.of(StubTool.named("git_log")),
                    List.of(new Remote()),
                    new ToolRunner(
                        ToolProperties.defaults(), new SimpleMeterRegistry(), Clock.systemUTC())))
        .hasMessageContaining("is named like those of the MCP server");
  }
}
