# The native binary and nothing else. docker build --build-arg COMMIT="$(git rev-parse --short HEAD)" -t seedbank .
# docs/docker.md shows how an application's own image takes the binary out of this one.

FROM quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25 AS build
USER root
WORKDIR /source
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
ARG COMMIT=unknown
# Any x86-64 processor, emulated ones too; no effect elsewhere.
ARG MARCH=compatibility
RUN --mount=type=cache,target=/maven \
    ./mvnw -B -Dmaven.repo.local=/maven package -Dnative -DskipTests -Dspotless.check.skip -Dgit.commit.id.abbrev="$COMMIT" -Dquarkus.native.march="$MARCH" \
    && mkdir -p /out/lib /out/project \
    && cp target/seedbank /out/seedbank \
    && cp "$(ldconfig -p | sed -n 's/.*libz\.so\.1 .*=> //p' | head -n 1)" /out/lib/libz.so.1

# glibc, OpenSSL for fast checksums, certificates of the public authorities, time zones, and a user who is not root; no shell.
FROM gcr.io/distroless/base-debian12:nonroot
COPY --from=build /out/lib/libz.so.1 /usr/lib/libz.so.1
COPY --from=build /out/seedbank /usr/local/bin/seedbank
COPY --from=build --chown=nonroot:nonroot /out/project /project
# The project's seedbank.yaml and seeds come here; backups go to /project/backups.
WORKDIR /project
ENTRYPOINT ["/usr/local/bin/seedbank"]
CMD ["--help"]
