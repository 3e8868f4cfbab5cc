package dev.turnpike.embedded.model;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request and its response; {@code callback} ends it, whether well or not. */
record Exchange(Request request, Response response, Callback callback) {}
