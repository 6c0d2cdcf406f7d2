package dev.seedbank.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.failure.OperationFailed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a list reads of a manifest, and what it finds wrong with one. */
class ManifestSummaryTest {
    private static final int TABLES = 10_000;

    @ParameterizedTest
    @EnumSource(Layout.class)
    void a_list_reads_a_few_kilobytes_of_ten_thousand_tables(Layout layout) throws IOException {
        var manifest = manifest(layout, TABLES);
        var backup = write(manifest);
        assertThat(backup.bytes.length).isGreaterThan(1 << 20);
        assertThat(Archive.summary("x", backup, layout)).contains(ManifestSummary.of(manifest));
        assertThat(backup.read).isLessThan(10_000);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void it_says_what_the_whole_manifest_says(Layout layout) throws IOException {
        var written = write(manifest(layout, 3));
        var read = open(written, layout).manifest();
        assertThat(Archive.summary("x", written, layout)).contains(ManifestSummary.of(read));
        assertThat(ManifestSummary.of(read).rows()).isEqualTo(0 + 1 + 2);
        assertThat(ManifestSummary.of(read).collections()).isEqualTo(3);
        assertThat(ManifestSummary.of(read).safety()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void each_byte_up_to_its_end_counts(Layout layout) throws IOException {
        var good = write(manifest(layout, 2));
        var text = new String(good.bytes, UTF_8);
        int begin = Math.max(0, text.indexOf("{", text.indexOf("\"metadata\"")));
        int end = text.indexOf("\"stores\"", text.indexOf("summaryChecksum"));
        for (int i = begin; i < end - 10; i++) {
            var bad = good.bytes.clone();
            bad[i] ^= 1;
            var damaged = new Memory(bad);
            assertThatThrownBy(() -> Archive.summary("x", damaged, layout))
                    .as("byte %d, %s", i, (char) bad[i])
                    .isInstanceOf(OperationFailed.class);
        }
    }

    @Test
    void one_that_is_cut_short_is_damaged_wherever_that_is() throws IOException {
        var good = write(manifest(Layout.DIRECTORY, 20));
        for (int length = 0; length < good.bytes.length; length += 7) {
            var cut = new Memory(Arrays.copyOf(good.bytes, length));
            assertThatThrownBy(() -> Archive.summary("x", cut, Layout.DIRECTORY))
                    .as("%d bytes", length)
                    .isInstanceOf(OperationFailed.class);
        }
    }

    /** The list does not look there; who reads the whole does. */
    @Test
    void a_flipped_bit_behind_it_is_for_verify_to_find() throws IOException {
        var manifest = manifest(Layout.DIRECTORY, 20);
        var text = new String(write(manifest).bytes, UTF_8);
        var damaged = new Memory(text.replace("\"table 7\"", "\"table 6\"").getBytes(UTF_8));
        assertThat(Archive.summary("x", damaged, Layout.DIRECTORY)).contains(ManifestSummary.of(manifest));
        assertThatThrownBy(() -> open(damaged, Layout.DIRECTORY)).isInstanceOf(OperationFailed.class);
    }

    /** With both checksums right, as a forger would make them. */
    @Test
    void one_that_does_not_agree_with_the_rest_is_refused_by_whoever_reads_the_whole() throws IOException {
        var one = new String(write(manifest(Layout.DIRECTORY, 2)).bytes, UTF_8);
        var other = new String(write(manifest(Layout.DIRECTORY, 3)).bytes, UTF_8);
        int rest = one.indexOf("\"stores\"", one.indexOf("summaryChecksum"));
        int otherRest = other.indexOf("\"stores\"", other.indexOf("summaryChecksum"));
        var mixed = new Memory(rechecked(one.substring(0, rest) + other.substring(otherRest)));
        assertThat(Archive.summary("x", mixed, Layout.DIRECTORY)).isPresent();
        assertThatThrownBy(() -> open(mixed, Layout.DIRECTORY))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("x/metadata.json is damaged");
        var same = new Memory(rechecked(one));
        assertThat(open(same, Layout.DIRECTORY).manifest().collections()).isEqualTo(2);
    }

    @Test
    void an_earlier_version_wrote_none_and_is_read_whole() throws IOException {
        var text = new String(write(manifest(Layout.DIRECTORY, 3)).bytes, UTF_8);
        int summary = text.indexOf("  \"summary\"");
        var without = text.substring(0, summary)
                + text.substring(text.indexOf("  \"stores\"", text.indexOf("summaryChecksum")));
        assertThat(without).doesNotContain("summary");
        var old = new Memory(rechecked(without));
        var read = open(old, Layout.DIRECTORY).manifest();
        assertThat(Archive.summary("x", old, Layout.DIRECTORY)).contains(ManifestSummary.of(read));
        assertThat(read.collections()).isEqualTo(3);
        var damaged = new Memory(without.getBytes(UTF_8));
        assertThatThrownBy(() -> Archive.summary("x", damaged, Layout.DIRECTORY))
                .isInstanceOf(OperationFailed.class);
    }

    private static byte[] rechecked(String text) {
        int at = text.lastIndexOf("\"checksum\"");
        var zeroed = text.substring(0, at) + text.substring(at).replaceFirst("[0-9a-f]{64}", ManifestChecksum.ZEROS);
        var checksum = new Checksum();
        checksum.update(zeroed.getBytes(UTF_8), 0, zeroed.getBytes(UTF_8).length);
        return zeroed.replace(ManifestChecksum.ZEROS, checksum.hex()).getBytes(UTF_8);
    }

    private static Archive open(ArchiveSource source, Layout layout) throws IOException {
        return layout == Layout.DIRECTORY ? Archive.ofDirectory("x", source) : Archive.ofFile("x", source);
    }

    private static Memory write(Manifest manifest) throws IOException {
        var out = new ByteArrayOutputStream();
        ArchiveSink sink = file -> out;
        try (var writer = ArchiveWriter.of(manifest.layout(), sink, manifest.createdAt(), 1)) {
            writer.finish(manifest);
        }
        return new Memory(out.toByteArray());
    }

    private static Manifest manifest(Layout layout, int tables) {
        var entries = IntStream.range(0, tables)
                .mapToObj(i -> new CollectionEntry(
                        new Collection("public", "table " + i, true, Collection.Kind.DATA),
                        i,
                        List.of(new Column("id", "bigint"), new Column("name", "text")),
                        new Part("main/table " + i + ".json", 0, 2, "0".repeat(63) + "1"),
                        RowFormat.JSON,
                        Consistency.SNAPSHOT,
                        List.of()))
                .toList();
        var store = new StoreEntry(
                "main",
                new ServerInfo("PostgreSQL", "18.1", "shop"),
                new DatabaseIdentity("1/2", "host:1", "shop"),
                false,
                Consistency.SNAPSHOT,
                Optional.empty(),
                List.of(),
                entries,
                List.of(),
                Optional.empty());
        var time = Instant.parse("2026-01-28T10:30:00.123Z");
        var safety = Optional.of(new Safety("seedbank clean", time, "1"));
        return new Manifest(time, "1", "dev", "development", layout, true, List.of(store), safety, Optional.empty());
    }

    /** One file, whatever its name. */
    private static final class Memory implements ArchiveSource {
        private final byte[] bytes;
        private long read;

        Memory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream open(String file, long offset, long length) {
            return new FilterInputStream(new ByteArrayInputStream(bytes, (int) offset, (int) length)) {
                @Override
                public int read(byte[] buffer, int at, int wanted) throws IOException {
                    int n = super.read(buffer, at, wanted);
                    read += Math.max(0, n);
                    return n;
                }
            };
        }

        @Override
        public long size(String file) {
            return bytes.length;
        }
    }
}
