package dev.seedbank.backend.postgres.structure.read;

/**
 * What leads to other servers: wrappers, servers, user mappings. Foreign tables are with the other tables. No secret leaves the
 * server: of a user mapping only options that are known to be none are read, of a server and a wrapper none whose name says that
 * it is one.
 */
final class StructureForeign {
    /** Of servers and wrappers; some wrappers keep keys to a service in a server's options. */
    private static final String SECRET =
            "pass|pwd|secret|token|credential|(api|access|private|account|sa|encryption)_?key";

    /** Of user mappings. */
    private static final String HARMLESS =
            "^(user|username|user_name|login|sslcert|password_required|use_scram_passthrough|use_remote_estimate)$";

    static final StructureQuery SERVERS = new StructureQuery("""
            select 'WRAPPER', 'pg_foreign_data_wrapper', w.oid, '', quote_ident(w.fdwname), null, null::oid, null::text[],
                array[format('CREATE FOREIGN DATA WRAPPER %%I%%s%%s%%s', w.fdwname, case when w.fdwhandler <> 0 then ' HANDLER ' || w.fdwhandler::regproc end,
                    case when w.fdwvalidator <> 0 then ' VALIDATOR ' || w.fdwvalidator::regproc end,
                    (select ' OPTIONS (' || string_agg(format('%%I %%L', option_name, option_value), ', ') || ')' from pg_options_to_table(w.fdwoptions)
                        where option_name !~* '%1$s'))]
            from pg_foreign_data_wrapper w
            union all
            select 'SERVER', 'pg_foreign_server', s.oid, '', quote_ident(s.srvname), null, null, null,
                array[format('CREATE SERVER %%I%%s%%s FOREIGN DATA WRAPPER %%I%%s', s.srvname, ' TYPE ' || quote_literal(s.srvtype),
                    ' VERSION ' || quote_literal(s.srvversion), w.fdwname,
                    (select ' OPTIONS (' || string_agg(format('%%I %%L', option_name, option_value), ', ') || ')' from pg_options_to_table(s.srvoptions)
                        where option_name !~* '%1$s'))]
            from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw
            union all
            select 'USER_MAPPING', 'pg_user_mapping', m.umid, '', format('FOR %%s SERVER %%I', u.role, m.srvname), 'pg_foreign_server', m.srvid, null,
                array[format('CREATE USER MAPPING FOR %%s SERVER %%I%%s', u.role, m.srvname,
                    (select ' OPTIONS (' || string_agg(format('%%I %%L', option_name, option_value), ', ') || ')' from pg_options_to_table(m.umoptions)
                        where option_name ~* '%2$s'))]
            from pg_user_mappings m cross join lateral (select case m.umuser when 0 then 'PUBLIC' else quote_ident(m.usename) end) u(role)
            """.formatted(SECRET, HARMLESS));

    /** One row for each thing that has an option which is not read. */
    static final String SECRET_OPTIONS = """
            select 'passwords and other secrets of the server ' || quote_ident(s.srvname) from pg_foreign_server s
            where exists (select from pg_options_to_table(s.srvoptions) where option_name ~* '%1$s')
            union all
            select 'passwords and other secrets of the foreign-data wrapper ' || quote_ident(w.fdwname) from pg_foreign_data_wrapper w
            where exists (select from pg_options_to_table(w.fdwoptions) where option_name ~* '%1$s')
            union all
            select 'passwords of user mappings of the server ' || quote_ident(m.srvname) from pg_user_mappings m
            group by m.srvname having bool_or(m.umoptions is null and not current_setting('is_superuser')::boolean
                or exists (select from pg_options_to_table(m.umoptions) where option_name !~* '%2$s'))
            """.formatted(SECRET, HARMLESS);

    /** Kind and name of each thing that has an option which is not read, or may have one. */
    static final String WITH_SECRETS = """
            select 'SERVER', quote_ident(s.srvname) from pg_foreign_server s
            where exists (select from pg_options_to_table(s.srvoptions) where option_name ~* '%1$s')
            union all
            select 'WRAPPER', quote_ident(w.fdwname) from pg_foreign_data_wrapper w
            where exists (select from pg_options_to_table(w.fdwoptions) where option_name ~* '%1$s')
            union all
            select 'USER_MAPPING', format('FOR %%s SERVER %%I', case m.umuser when 0 then 'PUBLIC' else quote_ident(m.usename) end, m.srvname)
            from pg_user_mappings m
            where m.umoptions is null and not current_setting('is_superuser')::boolean
                or exists (select from pg_options_to_table(m.umoptions) where option_name !~* '%2$s')
            """.formatted(SECRET, HARMLESS);

    private StructureForeign() {}
}
