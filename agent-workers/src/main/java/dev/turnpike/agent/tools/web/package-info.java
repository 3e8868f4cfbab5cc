/**
 * Reading the web for a model that anybody may talk into reading anything: {@link
 * dev.turnpike.agent.tools.web.PageReader} and {@link dev.turnpike.agent.tools.web.DuckDuckGo} over
 * one {@link dev.turnpike.agent.tools.web.WebClient}, which connects to public addresses only.
 */
@NullMarked
package dev.turnpike.agent.tools.web;

import org.jspecify.annotations.NullMarked;
