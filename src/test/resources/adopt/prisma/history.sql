-- The history as Prisma 7.10 (its schema engine, with @prisma/adapter-pg) wrote it.

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;

CREATE TABLE public._prisma_migrations (
    id character varying(36) NOT NULL,
    checksum character varying(64) NOT NULL,
    finished_at timestamp with time zone,
    migration_name character varying(255) NOT NULL,
    logs text,
    rolled_back_at timestamp with time zone,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_steps_count integer DEFAULT 0 NOT NULL
);

INSERT INTO public._prisma_migrations VALUES ('5809b88d-71aa-402c-9c07-adec1f6385b3', 'cc97936cc38391f6dc896ab3c2194fce70a02835e165f5daa44d4f8a75e3e6b9', '2026-11-26 18:20:11.547+00', '20240101120000_create_authors', NULL, NULL, '2026-11-26 18:20:11.516+00', 1);
INSERT INTO public._prisma_migrations VALUES ('65b24fec-6860-41ac-bb41-7b16ef50f9b3', 'c1eabe43fea4f688a3d3f71787405c3fc07a993faacfe0fd7c6e256d17b13ccc', '2026-11-26 18:20:11.579+00', '20240102120000_create_books', NULL, NULL, '2026-11-26 18:20:11.552+00', 1);
INSERT INTO public._prisma_migrations VALUES ('8f98f6ba-810d-45a8-994e-47e8250f6b57', 'd32a80406091345415a42791b41aa0a9a8b3994bd2e959031e55ff98d905af7d', '2026-11-26 18:20:11.627+00', '20240103120000_add_isbn', NULL, NULL, '2026-11-26 18:20:11.604+00', 1);
INSERT INTO public._prisma_migrations VALUES ('d2d35823-8ae1-4b7a-8963-f0af368e7440', '5f3cebed9c467cf567acba5020fbb10378a669faee941ebdf44ad3e57badb569', NULL, '20240104120000_first_books', 'external connector error
Error querying the database: ERROR: unterminated quoted string at or near "''Ursula"
   0: sql_schema_connector::apply_migration::apply_script
           with migration_name="20240104120000_first_books"
             at schema-engine/connectors/sql-schema-connector/src/apply_migration.rs:113
   1: schema_commands::commands::apply_migrations::Applying migration
           with migration_name="20240104120000_first_books"
             at schema-engine/commands/src/commands/apply_migrations.rs:95
   2: schema_engine_wasm::wasm::engine::ApplyMigrations
             at schema-engine/schema-engine-wasm/src/wasm/engine.rs:167', '2026-11-26 18:20:22.97+00', '2026-11-26 18:20:11.631+00', 0);
INSERT INTO public._prisma_migrations VALUES ('3c1dea4a-71a6-41f3-9d0d-508c429d293b', 'fe6824bc0dc79bdad7338c2322c35576934594836d1afc79b2369e144f5a1a57', '2026-11-26 18:20:23.021+00', '20240104120000_first_books', NULL, NULL, '2026-11-26 18:20:22.991+00', 1);
INSERT INTO public._prisma_migrations VALUES ('310849b5-ed78-441e-a7b4-5fd02e18727e', '4294f47338a32261b9d5d8f4d4346266e3d2168fc0a5777e246d65bfa8a25ea9', '2026-11-26 18:20:23.048+00', '20240105120000_index_titles', NULL, NULL, '2026-11-26 18:20:23.023+00', 1);

ALTER TABLE ONLY public._prisma_migrations
    ADD CONSTRAINT _prisma_migrations_pkey PRIMARY KEY (id);

