package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import java.util.regex.Pattern;

/** Whether SQL of the server's own making names something. It may say yes to a namesake, which costs a statement more and harms nothing. */
final class Mention {
    private Mention() {}

    /** @param name one name, as SQL */
    static boolean of(String name, String sql) {
        var plain = Identifiers.unquote(name);
        return SqlTokens.of(sql).stream().anyMatch(token -> isName(token, name) || isInString(token, plain));
    }

    /** Whether a message of the server's, in whatever language, has a name in it; those of policies and triggers are never quoted there. */
    static boolean isWord(String name, String message) {
        var either = Pattern.quote(name) + "|" + Pattern.quote(Identifiers.unquote(name));
        return Pattern.compile("(?<![\\w$])(?:" + either + ")(?![\\w$])")
                .matcher(message)
                .find();
    }

    private static boolean isName(String token, String name) {
        return token.equals(name);
    }

    /** As in {@code 'public.users_id_seq'::regclass}. */
    private static boolean isInString(String token, String plain) {
        return token.endsWith("'") && token.contains(plain);
    }

    /** The last name of an object: {@code f} of {@code public.f(integer)}. */
    static String lastName(StructureId id) {
        var name = id.name();
        if (id.kind() == StructureKind.FUNCTION) {
            int end = parameters(name);
            name = end < 0 ? name : name.substring(0, end);
        }
        var tokens = SqlTokens.of(name);
        return tokens.getLast();
    }

    /** Where a function's parameters begin: an opening parenthesis outside of quotes. */
    static int parameters(String name) {
        boolean quoted = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            quoted ^= c == '"';
            if (c == '(' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
