package dev.turnpike.ingress.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param email null for users of an external issuer, whose address is that issuer's business
 * @param administrator whether they may see and do what concerns everybody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Person(String id, @Nullable String email, boolean administrator) {}
