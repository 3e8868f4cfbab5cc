package dev.turnpike.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way into the console. */
@ExtendWith(InBrowser.class)
class HomeTest {

  @Test
  void aBrowserThatOpensTheServiceIsSentThere(Visitor ada, RunningSystem system) {
    Page page = ada.page();

    Response response = page.navigate(system.url() + "/");

    assertThat(response.status()).isEqualTo(200);
    assertThat(page.url()).startsWith(system.url() + "/console");
    assertThat(page.title()).contains("Turnpike");
    assertThat(response.headerValue("content-security-policy")).contains("script-src 'self'");
  }
}
