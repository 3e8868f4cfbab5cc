package dev.turnpike.ingress.tokens;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in the API's description that a controller's calls take the user token of an administrator.
 * What lets them in is their rule in {@link CallRules}; a test holds the two together.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ForAdministrators {}
