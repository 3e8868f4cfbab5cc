package dev.turnpike.ingress.accounts;

/** E-mail addresses that nobody may register, since they mean more than an account. */
public interface KeptAddresses {
  /** Of a normalised one. */
  boolean include(String email);
}
