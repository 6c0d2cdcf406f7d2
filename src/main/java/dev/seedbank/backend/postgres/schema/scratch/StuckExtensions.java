package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Extensions in a schema that was moved away, which this role may not move back: what names their objects has to name that schema. */
final class StuckExtensions {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private static final String NAMES = """
            with member as (
                select d.classid, d.objid from pg_depend d join pg_extension e on e.oid = d.refobjid
                    join pg_namespace n on n.oid = e.extnamespace
                where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e' and n.nspname = ?)
            select proname from pg_proc where oid in (select objid from member where classid = 'pg_proc'::regclass)
            union select typname from pg_type where oid in (select objid from member where classid = 'pg_type'::regclass)
            union select relname from pg_class where oid in (select objid from member where classid = 'pg_class'::regclass)
            union select oprname from pg_operator where oid in (select objid from member where classid = 'pg_operator'::regclass)
            union select opcname from pg_opclass where oid in (select objid from member where classid = 'pg_opclass'::regclass)
            union select opfname from pg_opfamily where oid in (select objid from member where classid = 'pg_opfamily'::regclass)
            union select collname from pg_collation where oid in (select objid from member where classid = 'pg_collation'::regclass)
            union select dictname from pg_ts_dict where oid in (select objid from member where classid = 'pg_ts_dict'::regclass)
            union select cfgname from pg_ts_config where oid in (select objid from member where classid = 'pg_ts_config'::regclass)
            """;

    private final String away;
    private final Set<String> names;
    private final Pattern inward;

    private StuckExtensions(String schema, String away, Set<String> names) {
        this.away = away;
        this.names = names;
        this.inward = inward(schema, names);
    }

    static StuckExtensions read(Session session, String schema, String away) {
        return new StuckExtensions(schema, away, Set.copyOf(session.query(NAMES, row -> row.getString(1), away)));
    }

    /** Before names of theirs. */
    private static Pattern inward(String schema, Set<String> names) {
        var any = names.stream()
                .map(name -> PLAIN.matcher(name).matches()
                        ? "(?:%1$s(?![\\w$])|\"%1$s\")".formatted(name)
                        : Pattern.quote(name) + "(?=\\s*\\))")
                .collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\w$\".])(?:%s|%s)\\s*\\.\\s*(?=%s)"
                        .formatted(Pattern.quote(schema), Pattern.quote(Identifiers.quote(schema)), any),
                Pattern.CASE_INSENSITIVE);
    }

    /** Whether something of theirs has this name. */
    boolean has(String name) {
        return names.contains(name);
    }

    /** A statement as it finds them. */
    String inward(String sql) {
        return inward.matcher(sql).replaceAll(away + ".");
    }
}
