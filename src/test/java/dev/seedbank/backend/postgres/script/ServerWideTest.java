package dev.seedbank.backend.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerWideTest {
    private static boolean isServerWide(String sql) throws IOException {
        return ServerWide.isIn(new SqlSplitter(new StringReader(sql), "V1__x.sql", 1, true)
                .next()
                .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create role app login",
                "/* as */ Create User app",
                "drop user if exists app",
                "create group staff",
                "alter role app set search_path = app",
                "create role mapping",
                "grant app to web",
                "revoke admin option for app from web",
                "grant connect on database shop to app",
                "grant create on tablespace fast to app",
                "grant set on parameter work_mem to app",
                "alter system set work_mem = '1GB'",
                "create database other",
                "alter database shop set timezone = 'UTC'",
                "drop database shop",
                "create tablespace fast location '/mnt'",
                "drop tablespace fast",
                "reassign owned by app to web",
                "drop owned by app",
                "comment on database shop is 'x'",
                "comment on role app is 'x'",
                "create subscription s connection '' publication p",
                "copy t to program 'sh'",
                "copy (select 1) to '/tmp/x'",
                "copy t from program 'sh'",
                "create server s foreign data wrapper postgres_fdw",
                "do $$ begin if true then create role app; end if; end $$",
                "do $$ begin revoke app from web; end $$",
                "do $$ begin copy t to '/tmp/x'; end $$",
                "do $$ begin execute 'ALTER  DATABASE ' || current_database() || ' set x.y = 1'; end $$"
            })
    void knows_what_changes_more_than_its_database(String sql) throws IOException {
        assertThat(isServerWide(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table role (id int)",
                "create table if not exists users (id int)",
                "alter table users owner to app",
                "create user mapping for app server s",
                "drop user mapping if exists for app server s",
                "grant select (a, b, c, d, e, f, g, h, i, j, k, l) on users to app",
                "grant usage on schema public to app with grant option",
                "alter default privileges grant select on tables to app",
                "comment on column users.name is 'create role app'",
                "create extension citext",
                "set role app",
                "copy t (a, b) to stdout",
                "copy t from stdin",
                "insert into t values ('create role app')",
                "do $$ begin create user mapping for app server s; end $$",
                "do $$ begin insert into roles values (1); end $$",
                "do $$ begin grant select on t to app; revoke all on schema public from app; end $$",
                "create publication p for all tables"
            })
    void leaves_what_stays_in_it(String sql) throws IOException {
        assertThat(isServerWide(sql)).isFalse();
    }
}
