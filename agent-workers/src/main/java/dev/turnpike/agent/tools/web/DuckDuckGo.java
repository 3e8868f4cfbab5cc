package dev.turnpike.agent.tools.web;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Searches with DuckDuckGo's page for browsers without scripts, which needs no key. It is made for
 * people: it may answer with a puzzle, and then there is no searching for a while.
 */
public final class DuckDuckGo {

  private static final Pattern REDIRECT = Pattern.compile("[?&]uddg=([^&]+)");

  /** With these it refuses programs that ask too much; 202 comes with its puzzle. */
  private static final Set<Integer> REFUSALS = Set.of(202, 403, 418, 429);

  private final WebClient client;
  private final URI page;

  public DuckDuckGo(WebClient client, WebProperties settings) {
    this.client = client;
    this.page = settings.searchUrl();
  }

  /**
   * The first results, advertisements left out; none when nothing was found.
   *
   * @throws WebException when there is no searching now; never only because nothing was found
   */
  public List<SearchResult> search(String query, int most, Instant deadline)
      throws WebException, InterruptedException {
    var joint = page.getRawQuery() == null ? "?q=" : "&q=";
    var answer =
        client.get(page + joint + URLEncoder.encode(query, StandardCharsets.UTF_8), deadline);
    if (REFUSALS.contains(answer.status())) {
      throw refused();
    }
    if (answer.status() != 200 || !answer.isHtml()) {
      throw new WebException(
          "The search failed with status %d. Try again later, or go on without it."
              .formatted(answer.status()));
    }
    return results(PageReader.parse(answer), most);
  }

  private static List<SearchResult> results(Document document, int most) throws WebException {
    var results = new ArrayList<SearchResult>();
    for (Element element : document.select(".result:not(.result--ad)")) {
      if (results.size() < most) {
        result(element).ifPresent(results::add);
      }
    }
    if (!results.isEmpty() || saysNothingFound(document)) {
      return results;
    }
    if (!document.select("#challenge-form, [class^=anomaly-modal]").isEmpty()) {
      throw refused();
    }
    throw new WebException(
        "The search engine answered with a page that can't be read. Go on without it.");
  }

  private static boolean saysNothingFound(Document document) {
    return !document.select(".no-results, .result--no-result").isEmpty();
  }

  private static WebException refused() {
    return new WebException(
        "The search engine takes this for too many requests by a program and refuses to search for now. Don't repeat the search; go on without it, or fetch a page whose address you know.");
  }

  private static Optional<SearchResult> result(Element element) {
    var link = element.selectFirst("a.result__a[href]");
    if (link == null) {
      return Optional.empty();
    }
    var excerpt = element.selectFirst(".result__snippet");
    return target(link.attr("href"))
        .map(
            address ->
                new SearchResult(link.text(), address, excerpt == null ? "" : excerpt.text()));
  }

  /** Links lead through a page that counts them; advertisements through another one. */
  private static Optional<String> target(String href) {
    var redirect = REDIRECT.matcher(href);
    var target =
        redirect.find() ? URLDecoder.decode(redirect.group(1), StandardCharsets.UTF_8) : href;
    return target.matches("https?://.*") && !target.matches("https?://duckduckgo\\.com/y\\.js.*")
        ? Optional.of(target)
        : Optional.empty();
  }
}
