-- The history as drizzle-orm 0.45.4 wrote it.

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;

CREATE SCHEMA drizzle;

CREATE TABLE drizzle.__drizzle_migrations (
    id integer NOT NULL,
    hash text NOT NULL,
    created_at bigint
);

CREATE SEQUENCE drizzle.__drizzle_migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE drizzle.__drizzle_migrations_id_seq OWNED BY drizzle.__drizzle_migrations.id;

ALTER TABLE ONLY drizzle.__drizzle_migrations ALTER COLUMN id SET DEFAULT nextval('drizzle.__drizzle_migrations_id_seq'::regclass);

INSERT INTO drizzle.__drizzle_migrations VALUES (1, 'cc97936cc38391f6dc896ab3c2194fce70a02835e165f5daa44d4f8a75e3e6b9', 1704110400000);
INSERT INTO drizzle.__drizzle_migrations VALUES (2, 'c1eabe43fea4f688a3d3f71787405c3fc07a993faacfe0fd7c6e256d17b13ccc', 1704196800137);
INSERT INTO drizzle.__drizzle_migrations VALUES (3, '708aa19ad77e0a5392906b3e715f39032488c281b495b8494be1b66fa06eda47', 1704283200274);
INSERT INTO drizzle.__drizzle_migrations VALUES (4, '6ae252c469a1ac2bfc4b4ab5b4e42eda44cd42c442f8e0973b42a1bf7bd368e4', 1704369600411);
INSERT INTO drizzle.__drizzle_migrations VALUES (5, '4294f47338a32261b9d5d8f4d4346266e3d2168fc0a5777e246d65bfa8a25ea9', 1704456000548);

SELECT pg_catalog.setval('drizzle.__drizzle_migrations_id_seq', 5, true);

ALTER TABLE ONLY drizzle.__drizzle_migrations
    ADD CONSTRAINT __drizzle_migrations_pkey PRIMARY KEY (id);

