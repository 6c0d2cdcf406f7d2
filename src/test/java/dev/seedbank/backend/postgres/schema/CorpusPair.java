package dev.seedbank.backend.postgres.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Two structures, one of which becomes the other. Files under {@code corpus} hold them as blocks:
 *
 * <pre>
 * -- case: a name
 * -- server: 15
 * -- refused: words of the refusal
 * -- refused back: words of the refusal of the way back
 * SQL of the first, with rows as statements that begin with INSERT at the start of a line
 * -- to
 * SQL of the second
 * </pre>
 *
 * The lines about the server and refusals may be left out.
 *
 * @param name with the file's
 * @param server the oldest major version that has all of it
 * @param refusal words of it; empty if it works
 * @param from with rows
 * @param to as files declare it: without rows
 */
record CorpusPair(String name, int server, String refusal, String from, String to) {
    private static final Pattern ROWS =
            Pattern.compile("(?ims)^(insert into|select setval|refresh materialized)\\b.*?;[ \\t]*$");
    private static final Pattern SERVER = Pattern.compile("(?m)^-- server: (\\d+)$");
    private static final Pattern REFUSED = Pattern.compile("(?m)^-- refused: (.+)$");
    private static final Pattern REFUSED_BACK = Pattern.compile("(?m)^-- refused back: (.+)$");
    private static final int OLDEST = 14;

    /** All in both directions, in the order of files and blocks. */
    static List<CorpusPair> all() {
        try (var files = Files.list(Path.of(Objects.requireNonNull(
                        CorpusPair.class.getResource("/dev/seedbank/schema/corpus"), "the corpus is missing")
                .toURI()))) {
            var pairs = new ArrayList<CorpusPair>();
            for (var file : files.sorted().toList()) {
                var text = Files.readString(file);
                for (var block : text.split("(?m)^-- case: ", -1)) {
                    if (!block.isBlank()) {
                        pairs.addAll(read(
                                file.getFileName() + ": "
                                        + block.lines().findFirst().orElseThrow(),
                                block));
                    }
                }
            }
            return pairs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<CorpusPair> read(String name, String block) {
        var states = block.substring(block.indexOf('\n') + 1).split("(?m)^-- to$", -1);
        if (states.length != 2) {
            throw new IllegalStateException(name + ": needs one line \"-- to\"");
        }
        var server = SERVER.matcher(states[0]);
        int oldest = server.find() ? Integer.parseInt(server.group(1)) : OLDEST;
        return List.of(
                new CorpusPair(name + ", there", oldest, words(REFUSED, states[0]), states[0], declared(states[1])),
                new CorpusPair(
                        name + ", back", oldest, words(REFUSED_BACK, states[0]), states[1], declared(states[0])));
    }

    private static String words(Pattern line, String text) {
        var found = line.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static String declared(String sql) {
        return ROWS.matcher(sql).replaceAll("");
    }

    @Override
    public String toString() {
        return name;
    }
}
