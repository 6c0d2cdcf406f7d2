package dev.seedbank.migrate.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.migration.ForeignTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignChecksumTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("V1__x.sql"), text);
    }

    private static String crc(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(UTF_8));
        return Integer.toString((int) crc.getValue());
    }

    private static String sha(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1;select 'ü';",
                "select 1;\nselect 'ü';\n",
                "\uFEFFselect 1;\r\nselect 'ü';",
                "\rselect 1;select 'ü';\n\n"
            })
    void flyways_is_of_the_lines_alone(String text) throws IOException {
        assertThat(ForeignChecksum.fits(ForeignTool.FLYWAY, crc("select 1;select 'ü';"), file(text)))
                .isTrue();
        assertThat(ForeignChecksum.fits(ForeignTool.FLYWAY, crc("select 1; select 'ü';"), file(text)))
                .isFalse();
    }

    @Test
    void flyways_is_a_signed_number() throws IOException {
        assertThat(ForeignChecksum.fits(ForeignTool.FLYWAY, "891568578", file("a\nbc")))
                .isTrue();
        assertThat(ForeignChecksum.fits(ForeignTool.FLYWAY, "0", file(""))).isTrue();
        assertThat(crc("hello")).isEqualTo("907060870");
        assertThat(crc("a")).startsWith("-");
        assertThat(ForeignChecksum.fits(ForeignTool.FLYWAY, crc("a"), file("a")))
                .isTrue();
    }

    @Test
    void of_large_files_too() throws IOException {
        var line = "insert into t values (1);".repeat(1000);
        var file = file("\uFEFF" + (line + "\r\n").repeat(30));
        assertThat(ForeignChecksum.fits(ForeignTool.FLYWAY, crc(line.repeat(30)), file))
                .isTrue();
        assertThat(ForeignChecksum.fits(ForeignTool.PRISMA, sha("\uFEFF" + (line + "\n").repeat(30)), file))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n", "a\r\nb\r\n"})
    void those_by_sha_256_bear_other_line_ends(String text) throws IOException {
        for (var ran : new String[] {"a\nb\n", "a\r\nb\r\n"}) {
            assertThat(ForeignChecksum.fits(ForeignTool.PRISMA, sha(ran), file(text)))
                    .isTrue();
            assertThat(ForeignChecksum.fits(ForeignTool.DRIZZLE, sha(ran), file(text)))
                    .isTrue();
        }
        assertThat(ForeignChecksum.fits(ForeignTool.PRISMA, sha("a\nb"), file(text)))
                .isFalse();
    }

    @Test
    void where_a_tool_keeps_none_nothing_differs() throws IOException {
        assertThat(ForeignChecksum.fits(ForeignTool.DBMATE, "", file("a"))).isTrue();
        assertThat(ForeignChecksum.fits(ForeignTool.FLYWAY, "", file("a"))).isTrue();
    }
}
