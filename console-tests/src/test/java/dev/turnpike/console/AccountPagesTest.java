package dev.turnpike.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing up, logging in and out. */
@ExtendWith(InBrowser.class)
class AccountPagesTest {
  private static final Pattern CHAT = Pattern.compile(".*#/chat.*");

  @Test
  void whatIsWrongStandsBesideItsField(Visitor ada) {
    Page page = ada.open("#/account?sign-up");

    page.getByLabel("Email").fill("ada");
    page.getByLabel("Password").fill("short");
    button(page, "Sign up").click();

    assertThat(page.getByLabel("Email")).isFocused();
    assertThat(page.getByText("Enter an email address")).isVisible();
    assertThat(page.getByText("A password needs 8 to 64 characters")).isVisible();
    ada.assertAccessible();
    ada.shots("sign-up");
  }

  @Test
  void aTakenAddressAndAWrongPasswordAreSaid(Visitor ada) {
    String email = ada.signUp();
    Page page = ada.page();
    logOut(page);

    ada.expect("status of 4(01|09)");
    logIn(page, email, "Wrong0ne!");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("don’t go together");

    page.getByRole(AriaRole.LINK, named("Sign up")).click();
    page.getByLabel("Email").fill(email);
    page.getByLabel("Password").fill(Visitor.PASSWORD);
    button(page, "Sign up").click();
    assertThat(page.getByText("There is an account with this address")).isVisible();
  }

  @Test
  void whoeverLogsInAgainComesBackToWhereTheyWere(Visitor ada) {
    String email = ada.signUp();
    Page page = ada.page();
    Page other = ada.newTab();
    other.navigate(page.url());
    assertThat(other.getByLabel("Message", exact())).isVisible();

    logOut(page);
    assertThat(other).hasURL(Pattern.compile(".*#/account.*"));

    page.navigate(page.url().replaceAll("#.*", "#/chat/0199aaaa-0000-7000-8000-000000000000"));
    assertThat(page).hasURL(Pattern.compile(".*#/account.*back=.*"));
    ada.expect("status of 404");
    logIn(page, email, Visitor.PASSWORD);
    assertThat(page).hasURL(Pattern.compile(".*#/chat/0199aaaa.*"));
    assertThat(page.getByText("This conversation is not here")).isVisible();
    ada.assertAccessible();
  }

  @Test
  void aLoginThatHasEndedLeadsToThePageToLogIn(Visitor ada) {
    String email = ada.signUp();
    Page page = ada.page();
    ada.expect("status of 401");
    page.evaluate(
        "() => { const login = JSON.parse(localStorage['turnpike.login']);"
            + " login.token += 'x'; localStorage['turnpike.login'] = JSON.stringify(login); }");
    page.reload();

    assertThat(page).hasURL(Pattern.compile(".*#/account.*"));
    logIn(page, email, Visitor.PASSWORD);
    assertThat(page).hasURL(CHAT);
  }

  private static void logOut(Page page) {
    page.getByRole(AriaRole.BUTTON, named("Menu")).click();
    button(page, "Log out").click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .isVisible();
  }

  private static void logIn(Page page, String email, String password) {
    page.getByLabel("Email").fill(email);
    page.getByLabel("Password").fill(password);
    button(page, "Log in").click();
  }

  private static com.microsoft.playwright.Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
