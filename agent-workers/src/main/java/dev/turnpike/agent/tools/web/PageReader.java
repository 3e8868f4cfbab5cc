package dev.turnpike.agent.tools.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Reads pages as text. */
public final class PageReader {

  /**
   * Parsing is work for the CPU and takes about ten times the page's size: only so many at a time,
   * since the streams of all turns run on the same few threads.
   */
  private static final Semaphore PARSERS =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  private final WebClient client;

  public PageReader(WebClient client) {
    this.client = client;
  }

  /**
   * The text of the page at an address.
   *
   * @throws WebException when there is none, with a sentence for the model
   */
  public Page read(String address, Instant deadline) throws WebException, InterruptedException {
    var answer = client.get(address, deadline);
    if (answer.status() < 200 || answer.status() >= 300) {
      throw new WebException(
          "%s answered with status %d.".formatted(answer.address(), answer.status()));
    }
    if (!isText(answer)) {
      throw new WebException(
          "%s is %s, not text, and can't be read."
              .formatted(
                  answer.address(),
                  answer.mediaType().isEmpty() ? "of unknown type" : answer.mediaType()));
    }
    return answer.isHtml() || looksLikeHtml(answer) ? html(answer) : plain(answer);
  }

  private static Page plain(Answer answer) {
    return new Page(answer.address().toString(), "", PlainText.of(answer), answer.cut());
  }

  private static Page html(Answer answer) throws InterruptedException {
    PARSERS.acquire();
    try {
      var document = parse(answer);
      var text = HtmlText.of(document);
      return new Page(
          answer.address().toString(), document.title(), text.text(), answer.cut() || text.cut());
    } finally {
      PARSERS.release();
    }
  }

  /** The charset is the server's, otherwise the page's own. */
  static Document parse(Answer answer) {
    @Nullable Charset said = answer.charset();
    try {
      return Jsoup.parse(
          new ByteArrayInputStream(answer.body()),
          said == null ? null : said.name(),
          answer.address().uri().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isText(Answer answer) {
    var type = answer.mediaType();
    return type.isEmpty()
        ? isUnsaidText(answer.body())
        : type.startsWith("text/")
            || type.matches(
                "application/(json|xml|xhtml\\+xml|javascript|yaml|x-yaml|[^/]+\\+(json|xml))");
  }

  private static boolean isUnsaidText(byte[] body) {
    for (int i = 0; i < Math.min(1024, body.length); i++) {
      if (body[i] == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean looksLikeHtml(Answer answer) {
    return answer.mediaType().isEmpty()
        && PlainText.of(answer).stripLeading().regionMatches(true, 0, "<!doctype html", 0, 14);
  }
}
