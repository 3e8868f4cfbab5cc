/** What many logins at once do to chats, and how many of them get through. */
@NullMarked
package dev.turnpike.bench.logins;

import org.jspecify.annotations.NullMarked;
