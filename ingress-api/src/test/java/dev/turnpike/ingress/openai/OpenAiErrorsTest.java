package dev.turnpike.ingress.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.problem.FieldError;
import dev.turnpike.ingress.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

class OpenAiErrorsTest {
  private final OpenAiErrors errors = new OpenAiErrors();

  @ParameterizedTest
  @CsvSource({
    "/v1/models,true",
    "/v1/nothing,true",
    "/v1,false",
    "/api/v1/models,false",
    "/,false",
  })
  void onlyCallsOfThatApiHaveItsErrors(String path, boolean mine) {
    assertThat(errors.isFor(new MockHttpServletRequest("GET", path))).isEqualTo(mine);
    MockHttpServletRequest error = new MockHttpServletRequest("GET", "/error");
    error.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, path);
    assertThat(errors.isFor(error)).isEqualTo(mine);
  }

  @Test
  void aBrokenRuleNamesItsField() {
    Problem problem = Problem.invalid("messages[0].role", "must be a string");
    assertThat(errors.status(problem)).isEqualTo(400);
    assertThat(json(problem))
        .isEqualTo(
            """
            {"error":{"message":"messages[0].role must be a string.",\
            "type":"invalid_request_error","param":"messages[0].role","code":"invalid_request"}}""");
  }

  @Test
  void aFieldThatCantBeServedIsTold() {
    assertThat(json(JsonObject.unsupported("n", "must be 1")))
        .isEqualTo(
            """
            {"error":{"message":"n must be 1.","type":"invalid_request_error",\
            "param":"n","code":"unsupported_parameter"}}""");
  }

  @Test
  void whoeverIsNobodyHasNoKey() {
    Problem problem =
        Problem.of(HttpStatus.UNAUTHORIZED, "token_missing", "Send a token.")
            .withErrors(List.of(new FieldError("Authorization", "Send a token.")));
    assertThat(json(problem))
        .isEqualTo(
            """
            {"error":{"message":"Send a token.","type":"authentication_error",\
            "param":null,"code":"invalid_api_key"}}""");
  }

  @ParameterizedTest
  @CsvSource({
    "403,permission_error", "404,invalid_request_error", "413,invalid_request_error",
    "429,rate_limit_error", "500,server_error", "503,server_error",
  })
  void theClassOfAnErrorIsItsType(int status, String type) {
    Problem problem = Problem.of(HttpStatus.valueOf(status), "some_code", "Something.");
    assertThat(errors.status(problem)).isEqualTo(status);
    assertThat(errors.body(problem).error())
        .isEqualTo(new OpenAiErrors.Detail("Something.", type, null, "some_code"));
  }

  private String json(Problem problem) {
    return new JsonMapper().writeValueAsString(errors.body(problem));
  }
}
