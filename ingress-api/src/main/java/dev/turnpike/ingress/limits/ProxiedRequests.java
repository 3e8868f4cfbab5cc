package dev.turnpike.ingress.limits;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Gives requests from trusted proxies the address and the scheme of their client, before any filter
 * sees them. Jetty's own customizer believes whoever sends the headers.
 */
record ProxiedRequests(TrustedProxies proxies, ProxyProperties.Header header)
    implements HttpConfiguration.Customizer {
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    if (!(connection.getRemoteSocketAddress() instanceof InetSocketAddress peer)
        || !proxies.trusts(peer.getAddress())) {
      return request;
    }
    Hop client = proxies.client(peer.getAddress(), hops(request.getHeaders()));
    InetAddress address = client.address();
    return address == null ? request : new Proxied(request, address, client.scheme());
  }

  private List<Hop> hops(HttpFields headers) {
    return switch (header) {
      case X_FORWARDED_FOR ->
          ForwardedHeader.plain(
              headers.getValuesList("X-Forwarded-For"), headers.getValuesList("X-Forwarded-Proto"));
      case FORWARDED -> ForwardedHeader.standard(headers.getValuesList("Forwarded"));
    };
  }

  private static final class Proxied extends Request.Wrapper {
    private final ConnectionMetaData connection;
    private final HttpURI uri;
    private final boolean secure;

    Proxied(Request request, InetAddress client, @Nullable String scheme) {
      super(request);
      this.secure = scheme == null ? request.isSecure() : scheme.equals("https");
      this.uri =
          scheme == null
              ? request.getHttpURI()
              : HttpURI.build(request.getHttpURI()).scheme(scheme).asImmutable();
      this.connection = new Connection(request.getConnectionMetaData(), client, secure);
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }

  private static final class Connection extends ConnectionMetaData.Wrapper {
    private final InetSocketAddress client;
    private final boolean secure;

    Connection(ConnectionMetaData wrapped, InetAddress client, boolean secure) {
      super(wrapped);
      this.client = new InetSocketAddress(client, 0);
      this.secure = secure;
    }

    @Override
    public InetSocketAddress getRemoteSocketAddress() {
      return client;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }
}
