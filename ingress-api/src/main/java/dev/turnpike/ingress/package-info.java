/** The ingress: accounts, sessions and chat over HTTP and Server-Sent Events. */
@NullMarked
package dev.turnpike.ingress;

import org.jspecify.annotations.NullMarked;
