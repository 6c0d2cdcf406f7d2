-- The history as diesel_cli 2 writes it.
CREATE TABLE public.__diesel_schema_migrations (
    version character varying(50) NOT NULL,
    run_on timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
INSERT INTO public.__diesel_schema_migrations VALUES ('00000000000000', '2026-11-26 17:00:00.1');
INSERT INTO public.__diesel_schema_migrations VALUES ('20240101120000', '2026-11-26 17:00:00.2');
INSERT INTO public.__diesel_schema_migrations VALUES ('20240102120000', '2026-11-26 17:00:00.3');
INSERT INTO public.__diesel_schema_migrations VALUES ('20240103120000', '2026-11-26 17:00:00.4');
INSERT INTO public.__diesel_schema_migrations VALUES ('20240104120000', '2026-11-26 17:00:00.5');
INSERT INTO public.__diesel_schema_migrations VALUES ('20240105120000', '2026-11-26 17:00:00.6');
