/**
 * How a service hears of users who asked to be forgotten, and when it is done with them. The
 * ingress lists them until every service has noted that it erased what it had; {@link
 * dev.turnpike.platform.forget.ForgottenUsers} is the door.
 */
@NullMarked
package dev.turnpike.platform.forget;

import org.jspecify.annotations.NullMarked;
