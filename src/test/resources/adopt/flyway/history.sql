-- The history as Flyway 13.12.1 wrote it.

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;

CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);

INSERT INTO public.flyway_schema_history VALUES (1, '1', 'create authors', 'SQL', 'V1__create_authors.sql', -90780352, 'postgres', '2026-11-26 17:48:37.790928', 8, true);
INSERT INTO public.flyway_schema_history VALUES (2, '2', 'create books', 'SQL', 'V2__create_books.sql', -927139620, 'postgres', '2026-11-26 17:48:37.853237', 6, true);
INSERT INTO public.flyway_schema_history VALUES (3, '3.1', 'add isbn', 'SQL', 'V3.1__add_isbn.sql', -1198075865, 'postgres', '2026-11-26 17:48:37.87714', 3, true);
INSERT INTO public.flyway_schema_history VALUES (4, '3.2', 'first books', 'SQL', 'V3_2__first_books.sql', 2064410022, 'postgres', '2026-11-26 17:48:37.890519', 6, true);
INSERT INTO public.flyway_schema_history VALUES (5, '4', 'index titles', 'SQL', 'V4__index_titles.sql', 1345807472, 'postgres', '2026-11-26 17:48:37.902939', 7, true);
INSERT INTO public.flyway_schema_history VALUES (6, NULL, 'book list', 'SQL', 'R__book_list.sql', -1220234833, 'postgres', '2026-11-26 17:48:37.921525', 8, true);

ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);

CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);

