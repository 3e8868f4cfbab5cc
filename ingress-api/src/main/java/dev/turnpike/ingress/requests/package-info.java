/** What is done for every request before anything else: its name, its log lines, its place. */
@NullMarked
package dev.turnpike.ingress.requests;

import org.jspecify.annotations.NullMarked;
