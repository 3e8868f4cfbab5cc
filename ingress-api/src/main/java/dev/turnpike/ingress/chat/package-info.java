/** Turns over HTTP: chat, streamed chat, the conversation. */
@NullMarked
package dev.turnpike.ingress.chat;

import org.jspecify.annotations.NullMarked;
