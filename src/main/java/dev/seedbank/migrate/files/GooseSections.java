package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.migrate.files.SourceFile.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file with goose's annotations: {@code Up} once, then perhaps {@code Down}; {@code StatementBegin} and {@code StatementEnd} around
 * what is one statement; {@code NO TRANSACTION} for both directions. Its case does not matter.
 */
final class GooseSections {
    private enum Part {
        BEFORE,
        UP,
        DOWN
    }

    private final SourceFile file;
    private final List<Piece> up = new ArrayList<>();
    private final List<Piece> down = new ArrayList<>();
    private Part part = Part.BEFORE;
    private Optional<Mark> begun = Optional.empty();
    private ScriptOptions upOptions = ScriptOptions.NONE;
    private ScriptOptions downOptions = ScriptOptions.NONE;

    private GooseSections(SourceFile file) {
        this.file = file;
    }

    static Directions read(SourceFile file) {
        return new GooseSections(file).read();
    }

    private Directions read() {
        for (var section : file.sections(Mark.Tool.GOOSE)) {
            take(section);
        }
        begun.ifPresent(mark -> {
            throw fault(
                    mark,
                    "this StatementBegin has no StatementEnd",
                    "Write -- +goose StatementEnd behind the statement.");
        });
        if (part == Part.BEFORE) {
            throw Fault.at(
                    file.shown(), 1, "there is no '-- +goose Up' in it", "Write -- +goose Up before the statements.");
        }
        return new Directions(
                upOptions.script(file, Direction.UP, up),
                part == Part.DOWN ? Optional.of(downOptions.script(file, Direction.DOWN, down)) : Optional.empty());
    }

    private void take(Section section) {
        var mark = section.head();
        if (mark.indented()) {
            throw fault(mark, mark.shown() + " does not begin its line", "Remove the spaces before it.");
        }
        boolean single = false;
        switch (mark.words()) {
            case "" -> {}
            case "up" -> to(Part.BEFORE, Part.UP, mark);
            case "down" -> to(Part.UP, Part.DOWN, mark);
            case "no transaction" -> {
                upOptions = upOptions.withoutTransaction();
                downOptions = downOptions.withoutTransaction();
            }
            case "envsub off" -> {}
            case "envsub on" ->
                throw fault(
                        mark,
                        "goose would put in values of environment variables from here on; Seedbank runs files as they are",
                        "Write the values out, and remove -- +goose ENVSUB ON.");
            case "statementbegin" -> {
                begin(mark);
                single = true;
            }
            case "statementend" -> end(mark);
            default ->
                throw fault(
                        mark,
                        mark.shown() + " is not known",
                        "Goose knows Up, Down, StatementBegin, StatementEnd and NO TRANSACTION.");
        }
        add(section, single);
    }

    private void to(Part from, Part next, Mark mark) {
        if (part != from || begun.isPresent()) {
            throw fault(
                    mark, mark.shown() + " is not in its place: each direction once, Up first", "Move or remove it.");
        }
        part = next;
    }

    private void begin(Mark mark) {
        if (part == Part.BEFORE || begun.isPresent()) {
            throw fault(
                    mark,
                    "StatementBegin is not in its place",
                    "It belongs behind -- +goose Up or Down, and not within another.");
        }
        begun = Optional.of(mark);
    }

    private void end(Mark mark) {
        if (begun.isEmpty()) {
            throw fault(
                    mark,
                    "StatementEnd without StatementBegin",
                    "Write -- +goose StatementBegin before the statement.");
        }
        begun = Optional.empty();
    }

    private void add(Section section, boolean single) {
        switch (part) {
            case BEFORE -> {
                if (section.hasStatement()) {
                    throw fault(section.head(), "a statement precedes '-- +goose Up'", "Move it behind -- +goose Up.");
                }
                upOptions = upOptions.and(file, section);
                downOptions = downOptions.and(file, section);
            }
            case UP -> upOptions = add(section, single, up, upOptions);
            case DOWN -> downOptions = add(section, single, down, downOptions);
        }
    }

    private ScriptOptions add(Section section, boolean single, List<Piece> pieces, ScriptOptions options) {
        var more = options.and(file, section);
        if (!pieces.isEmpty() && !more.equals(options)) {
            throw fault(
                    section.head(),
                    "a '-- seedbank:' comment follows a statement",
                    "Put it before the first statement: it is for the whole script.");
        }
        if (section.hasStatement()) {
            pieces.add(ScriptOptions.piece(file, section, single));
        }
        return more;
    }

    private RuntimeException fault(Mark mark, String what, String advice) {
        return Fault.at(file.shown(), Math.max(1, mark.line()), what, advice);
    }
}
