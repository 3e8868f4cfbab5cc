/** What belongs to no capability: the home page, health, limits of bodies, tuning of the server. */
@NullMarked
package dev.turnpike.ingress.http;

import org.jspecify.annotations.NullMarked;
