package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.migrate.files.Folder.Named;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code 20200101120000_add_users.sql}: dbmate's or goose's, by the marks in them; without any mark, Drizzle's without a journal, which is
 * how plain numbered scripts look, too.
 */
record NumberedFiles(Format format) implements Layout {
    private static final Pattern SCRIPT =
            Pattern.compile("(?<version>[0-9]+)(?:[_-](?<name>[^/]*)|[^/0-9_-][^/]*)?(?<!\\.up|\\.down)\\.sql");

    static boolean isScript(String name) {
        return SCRIPT.matcher(name).matches();
    }

    /** By what most of its files have in them; dbmate's, if it is a draw. */
    static NumberedFiles of(Folder folder) {
        var files = folder.matching(SCRIPT).stream()
                .map(it -> folder.file(it.name()))
                .toList();
        long dbmate =
                files.stream().filter(it -> it.hasMarks(Mark.Tool.MIGRATE)).count();
        long goose = files.stream().filter(it -> it.hasMarks(Mark.Tool.GOOSE)).count();
        if (dbmate + goose == 0) {
            return new NumberedFiles(Format.DRIZZLE);
        }
        return new NumberedFiles(goose > dbmate ? Format.GOOSE : Format.DBMATE);
    }

    @Override
    public String example() {
        return format == Format.GOOSE ? "00003_add_user_roles.sql" : "20260101120000_add_user_roles.sql";
    }

    @Override
    public boolean fits(String name) {
        return isScript(name);
    }

    @Override
    public List<Migration> read(Folder folder) {
        return folder.matching(SCRIPT).stream().map(it -> migration(folder, it)).toList();
    }

    private Migration migration(Folder folder, Named named) {
        var file = folder.file(named.name());
        var directions = directions(file);
        return new Migration(
                Kind.VERSIONED,
                Optional.of(new Version(named.part("version"))),
                Layout.words(named.part("name")),
                file.name(),
                directions.up(),
                directions.down(),
                file.checksum());
    }

    private Directions directions(SourceFile file) {
        return switch (format) {
            case DBMATE -> {
                file.refuse(Mark.Tool.GOOSE, format);
                yield MigrateSections.read(file);
            }
            case GOOSE -> {
                file.refuse(Mark.Tool.MIGRATE, format);
                yield GooseSections.read(file);
            }
            default -> drizzle(file);
        };
    }

    /** A script of Drizzle, which has no way back. */
    static Directions drizzle(SourceFile file) {
        file.refuse(Mark.Tool.MIGRATE, Format.DRIZZLE);
        file.refuse(Mark.Tool.GOOSE, Format.DRIZZLE);
        var options = ScriptOptions.NONE.and(file, file.whole());
        return new Directions(options.script(file, Direction.UP, Breakpoints.pieces(file)), Optional.empty());
    }
}
