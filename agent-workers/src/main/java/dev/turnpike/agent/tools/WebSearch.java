package dev.turnpike.agent.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.turnpike.agent.tools.web.DuckDuckGo;
import dev.turnpike.agent.tools.web.SearchResult;
import dev.turnpike.agent.tools.web.WebException;
import java.util.List;

/** {@code web_search}: titles, addresses and excerpts. */
final class WebSearch implements Tool {

  private static final int LONGEST_QUERY = 400;

  private final DuckDuckGo engine;
  private final int most;

  WebSearch(DuckDuckGo engine, int most) {
    this.engine = engine;
    this.most = most;
  }

  @Override
  public ToolSpecification specification() {
    return ToolSpecification.builder()
        .name("web_search")
        .description(
            "Searches the web. Gives titles, addresses and excerpts; read a page with fetch_page.")
        .parameters(
            JsonObjectSchema.builder()
                .addStringProperty("query", "what to search for, a few words")
                .addIntegerProperty("count", "how many results, 1 to " + most)
                .required("query")
                .build())
        .build();
  }

  @Override
  public String call(String json, ToolContext context) throws ToolException, InterruptedException {
    var arguments = ToolArguments.of(json);
    var query = arguments.text("query");
    if (query.length() > LONGEST_QUERY) {
      throw new ToolException(
          "The query has %d characters. Write a few words, at most %d characters."
              .formatted(query.length(), LONGEST_QUERY));
    }
    try {
      var found =
          engine.search(query, arguments.number("count", most, 1, most), context.deadline());
      return found.isEmpty()
          ? "Nothing was found for \"%s\". Try other words.".formatted(query)
          : written(found);
    } catch (WebException e) {
      throw new ToolException(e.sentence(), e);
    }
  }

  private static String written(List<SearchResult> found) {
    var text = new StringBuilder();
    for (int i = 0; i < found.size(); i++) {
      var result = found.get(i);
      text.append(i + 1).append(". ").append(result.title()).append('\n');
      text.append("   ").append(result.address()).append('\n');
      if (!result.excerpt().isEmpty()) {
        text.append("   ").append(result.excerpt()).append('\n');
      }
    }
    return text.toString();
  }
}
