package dev.turnpike.ingress.http;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.support.ExtendedServletRequestDataBinder;

/**
 * Fills forms from parameters. Spring would take a field that is none from a header of its name:
 * there nobody looks for names and passwords, and proxies write them into logs.
 */
@ControllerAdvice
final class FormBinding {
  @InitBinder
  void ignoreHeaders(WebDataBinder binder) {
    if (binder instanceof ExtendedServletRequestDataBinder form) {
      form.setHeaderPredicate(_ -> false);
    }
  }
}
