package dev.turnpike.agent.tools.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class HtmlTextTest {

  private static String text(String html) {
    return HtmlText.of(Jsoup.parse(html, "https://example.com/dir/")).text();
  }

  @Test
  void headingsParagraphsAndLists() {
    assertThat(
            text(
                """
                <h1>Title</h1><p>One
                  two &nbsp; three<br>four</p><div>five</div><div>six</div>
                <ul><li>a<li>b <b>bold</b><ul><li>c</ul></ul><h3>End</h3>tail"""))
        .isEqualTo(
            """
            # Title

            One two three
            four

            five
            six

            - a
            - b bold

            - c

            ### End

            tail""");
  }

  @Test
  void preformattedTextStaysAsItIs() {
    assertThat(text("<p>x</p><pre>if a:\n    b  =  c\n</pre><p>y  z</p>"))
        .isEqualTo("x\n\nif a:\n    b  =  c\n\ny z");
  }

  @Test
  void rowsOfTables() {
    assertThat(text("<table><tr><th>a<th>b<tr><td>1<td> 2 </table>")).isEqualTo("a | b\n1 | 2");
  }

  @Test
  void linksThatLeadSomewhere() {
    assertThat(
            text(
                """
                <a href=a>one</a> <a href='#top'>two</a> <a href='javascript:x()'>three</a>
                <a>four</a><a href=/b><img src=x></a> x<a href='https://o.example/'> five</a>"""))
        .isEqualTo("[one](https://example.com/dir/a) two three four x [five](https://o.example/)");
  }

  @Test
  void whatNobodySeesIsLeftOut() {
    assertThat(
            text(
                """
                <head><style>p{}</style></head><script>var a</script><template>t</template>
                <noscript>n</noscript><p hidden>h</p><p aria-hidden=true>g</p>
                <p style='color: red; display: none'>d</p><!-- c --><p>seen"""))
        .isEqualTo("seen");
  }

  @Test
  void theMainPartAloneWhereThereIsOne() {
    var story = "story ".repeat(50).strip();
    assertThat(text("<nav>menu</nav><main>" + story + "</main><footer>foot</footer>"))
        .isEqualTo(story);
    assertThat(text("<nav>menu</nav><main>too short</main>")).isEqualTo("menu\ntoo short");
    assertThat(text("<article>" + story + "</article><article>" + story + "</article>"))
        .isEqualTo(story + "\n\n" + story);
  }

  @Test
  void linksCantBlowAPageUp() {
    var page =
        Jsoup.parse("<a href=x>y</a>".repeat(20_000), "https://example.com/" + "long/".repeat(400));
    var text = HtmlText.of(page);
    assertThat(text.cut()).isTrue();
    assertThat(text.text()).hasSizeLessThan(410_000);
  }

  @Test
  void deepNestingIsNoTrouble() {
    assertThat(text("<div><span>".repeat(20_000) + "deep")).isEqualTo("deep");
  }

  @Test
  void anEmptyPage() {
    assertThat(text("")).isEmpty();
  }
}
