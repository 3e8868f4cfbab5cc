package dev.turnpike.ingress.accounts;

import dev.turnpike.ingress.tokens.Token;

/** A new account as the client gets it. */
record Account(String id, String email, Token token) {}
