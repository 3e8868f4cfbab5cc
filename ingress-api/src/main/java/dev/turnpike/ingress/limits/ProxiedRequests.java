package dev.turnpike.ingress.limits;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives requests from trusted proxies the address and the scheme of their client, before any filter
 * sees them. Jetty's own customizer believes whoever sends the headers.
 */
final class ProxiedRequests implements HttpConfiguration.Customizer {
  private static final List<String> SENT = List.of("X-Forwarded-For", "Forwarded");
  private static final Logger log = LoggerFactory.getLogger(ProxiedRequests.class);

  private final TrustedProxies proxies;
  private final ProxyProperties.Header header;
  private final AtomicBoolean told = new AtomicBoolean();

  ProxiedRequests(TrustedProxies proxies, ProxyProperties.Header header) {
    this.proxies = proxies;
    this.header = header;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    if (!(connection.getRemoteSocketAddress() instanceof InetSocketAddress peer)) {
      return request;
    }
    if (!proxies.trusts(peer.getAddress())) {
      tellOfStranger(peer.getAddress(), request.getHeaders());
      return request;
    }
    Hop client = proxies.client(peer.getAddress(), hops(request.getHeaders()));
    InetAddress address = client.address();
    return address == null ? request : new Proxied(request, address, client.scheme());
  }

  /** Once: anybody can send the header, and mostly it is a proxy that nobody named. */
  private void tellOfStranger(InetAddress peer, HttpFields headers) {
    if (told.get()) {
      return;
    }
    String sent = SENT.stream().filter(headers::contains).findFirst().orElse("");
    if (!sent.isEmpty() && told.compareAndSet(false, true)) {
      log.atWarn()
          .addKeyValue("peer", IpLiteral.write(peer))
          .addKeyValue("header", sent)
          .log(
              "What a peer says of its clients is ignored, for it is no trusted proxy: if it is"
                  + " yours, name it in TURNPIKE_TRUSTED_PROXIES; until then they share the limits"
                  + " of one address");
    }
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
