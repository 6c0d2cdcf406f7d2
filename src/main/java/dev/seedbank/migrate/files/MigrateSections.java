package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.migrate.files.SourceFile.Section;
import java.util.Optional;

/**
 * A file with {@code -- migrate:up} and perhaps {@code -- migrate:down}, each with {@code transaction:false} on its line or not, as
 * dbmate has them and Seedbank, too.
 */
final class MigrateSections {
    private static final String ADVICE =
            "Write -- migrate:up before the statements, and -- migrate:down before those that revert them.";

    private final SourceFile file;

    private MigrateSections(SourceFile file) {
        this.file = file;
    }

    static Directions read(SourceFile file) {
        return new MigrateSections(file).read();
    }

    private Directions read() {
        var sections = file.sections(Mark.Tool.MIGRATE);
        if (sections.size() < 2) {
            throw Fault.at(file.shown(), 1, "there is no '-- migrate:up' in it", ADVICE);
        }
        sections.subList(1, sections.size()).forEach(this::checkPlace);
        var beginning = sections.getFirst();
        if (beginning.hasStatement()) {
            throw Fault.at(file.shown(), sections.get(1).head().line(), "a statement precedes '-- migrate:up'", ADVICE);
        }
        var up = sections.get(1);
        if (!isFor(up, "up") || sections.size() > 3 || (sections.size() == 3 && !isFor(sections.get(2), "down"))) {
            var wrong =
                    isFor(up, "up") ? sections.get(sections.size() > 3 && isFor(sections.get(2), "down") ? 3 : 2) : up;
            throw Fault.at(
                    file.shown(),
                    wrong.head().line(),
                    wrong.head().shown() + " is not in its place: each direction once, up first",
                    ADVICE);
        }
        var common = ScriptOptions.NONE.and(file, beginning);
        return new Directions(
                options(common, up).script(file, Direction.UP, up),
                sections.stream()
                        .skip(2)
                        .findFirst()
                        .map(down -> options(common, down).script(file, Direction.DOWN, down)));
    }

    private void checkPlace(Section section) {
        if (section.head().indented()) {
            throw Fault.at(
                    file.shown(),
                    section.head().line(),
                    section.head().shown() + " does not begin its line",
                    "Remove the spaces before it: dbmate does not see it there.");
        }
    }

    private static boolean isFor(Section section, String direction) {
        return section.head().words().split(" ", 2)[0].equals(direction);
    }

    private ScriptOptions options(ScriptOptions common, Section section) {
        var options = common.and(file, section);
        var words = section.head().words().split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            switch (words[i]) {
                case "transaction:true" -> {}
                case "transaction:false" -> options = options.withoutTransaction();
                default ->
                    throw Fault.at(
                            file.shown(),
                            section.head().line(),
                            "'%s' is not known".formatted(words[i]),
                            "Only transaction:false may follow -- migrate:%s there.".formatted(words[0]));
            }
        }
        return options;
    }

    /** Of a file that may have no marks: then it is all up. */
    static Directions orWhole(SourceFile file) {
        return file.hasMarks(Mark.Tool.MIGRATE)
                ? read(file)
                : new Directions(ScriptOptions.whole(file, Direction.UP, ScriptOptions.NONE), Optional.empty());
    }
}
