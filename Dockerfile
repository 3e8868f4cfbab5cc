# The image of every service and of `operations`; SERVICE says which.
#
#   docker build --build-arg SERVICE=agent-workers -t turnpike-agent-workers .
#
# Stages: build (Maven, layered jars, bill of materials) ─▶ java (a runtime of the modules that are
# used) ─▶ training (all services run once, for their AOT caches) ─▶ service (what is shipped).
# All images of one commit share every stage but the last. docs/operations/containers.md has more.

# By exact tag. Whoever mirrors images pins them by digest here.
ARG JDK_IMAGE=docker.io/library/eclipse-temurin:25.0.4_7-jdk-noble
ARG MAVEN_IMAGE=docker.io/library/maven:3.9.16-eclipse-temurin-25
ARG BASE_IMAGE=docker.io/library/debian:trixie-20260918-slim

FROM ${MAVEN_IMAGE} AS maven

# ---- Jars in layers, for the platform that is built for; a bill of materials for each service.
FROM ${JDK_IMAGE} AS build
COPY --from=maven /usr/share/maven /opt/maven
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository \
    /opt/maven/bin/mvn -q -B -ntp package -Psbom -pl local,operations -am -Dmaven.test.skip=true -Dspotless.check.skip=true
RUN infra/image/layers.sh /layers

# ---- The runtime. See docs/decisions/0031-images.md for how the modules were found.
FROM ${JDK_IMAGE} AS jdk
COPY infra/image/modules /modules
RUN jlink --add-modules "$(grep -v '^#' /modules | paste -sd , -)" \
    --no-header-files --no-man-pages --compress zip-6 --output /runtime

# ---- What all images stand on.
FROM ${BASE_IMAGE} AS runtime
RUN groupadd --gid 10001 turnpike && \
    useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin turnpike
COPY --from=jdk /runtime /opt/java
# A volume put here takes its owner over.
RUN install -d -o 10001 -g 10001 /state
COPY infra/image/start.sh infra/image/healthy.sh /turnpike/
ENV LANG=C.UTF-8 HOME=/tmp SERVER_PORT=8080

# ---- Every service runs here once, against the parts of a local run, and leaves its cache.
FROM runtime AS training
COPY infra/setup-pgvector.sh /stand/
RUN apt-get -qq update && /stand/setup-pgvector.sh /stand/pgvector
COPY --from=jdk /opt/java/openjdk /stand/jdk
COPY --from=build /src/local/target/lib /stand/lib
COPY --from=build /src/local/target/turnpike-local.jar /stand/lib/
COPY --from=build /layers /layers
RUN for each in /layers/*; do cp -a "$each/dependencies" "/turnpike/${each##*/}" && \
      cp -a "$each/application/." "/turnpike/${each##*/}/" || exit 1; done
COPY infra/image/train.sh /stand/
RUN install -d -o 10001 -g 10001 /caches /stand/data
USER 10001:10001
RUN /stand/train.sh /caches

# ---- One service.
FROM runtime AS service
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
RUN test -n "$SERVICE" || { echo 'Say which service: --build-arg SERVICE=agent-workers' >&2; exit 1; }
COPY --from=build /layers/${SERVICE}/dependencies/ /turnpike/${SERVICE}/
COPY --from=build /layers/${SERVICE}/application/ /turnpike/${SERVICE}/
COPY --from=training /caches/${SERVICE}.aot /turnpike/${SERVICE}/app.aot
COPY --from=build /layers/${SERVICE}/sbom.json /usr/share/sbom/turnpike-${SERVICE}.cdx.json
LABEL org.opencontainers.image.title="turnpike-${SERVICE}" \
      org.opencontainers.image.description="Turnpike: the Kafka backbone for chat agents" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV TURNPIKE_SERVICE=${SERVICE}
USER 10001:10001
WORKDIR /tmp
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/turnpike/healthy.sh", "liveness"]
ENTRYPOINT ["/turnpike/start.sh"]
