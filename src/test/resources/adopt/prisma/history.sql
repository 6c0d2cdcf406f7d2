-- The history as Prisma 6 writes it.
CREATE TABLE public._prisma_migrations (
    id character varying(36) NOT NULL PRIMARY KEY,
    checksum character varying(64) NOT NULL,
    finished_at timestamp with time zone,
    migration_name character varying(255) NOT NULL,
    logs text,
    rolled_back_at timestamp with time zone,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_steps_count integer DEFAULT 0 NOT NULL
);
INSERT INTO public._prisma_migrations VALUES ('51a97b42-ade4-5336-98a5-606e756cac83', 'cc97936cc38391f6dc896ab3c2194fce70a02835e165f5daa44d4f8a75e3e6b9', '2026-11-26 17:00:00.5+00', '20240101120000_create_authors', NULL, NULL, '2026-11-26 17:00:00.25+00', 1);
INSERT INTO public._prisma_migrations VALUES ('b59c7cb9-67a4-5fc4-bf8b-9899b98261d7', 'c1eabe43fea4f688a3d3f71787405c3fc07a993faacfe0fd7c6e256d17b13ccc', '2026-11-26 17:00:01.5+00', '20240102120000_create_books', NULL, NULL, '2026-11-26 17:00:01.25+00', 1);
INSERT INTO public._prisma_migrations VALUES ('bd634535-f19e-5a8c-9e5f-45faa88cfeab', 'd32a80406091345415a42791b41aa0a9a8b3994bd2e959031e55ff98d905af7d', '2026-11-26 17:00:02.5+00', '20240103120000_add_isbn', NULL, NULL, '2026-11-26 17:00:02.25+00', 1);
INSERT INTO public._prisma_migrations VALUES ('b3676d58-c20c-5159-9a27-8870ffa7fe41', '5f3cebed9c467cf567acba5020fbb10378a669faee941ebdf44ad3e57badb569', '2026-11-26 17:00:03.5+00', '20240104120000_first_books', NULL, NULL, '2026-11-26 17:00:03.25+00', 1);
INSERT INTO public._prisma_migrations VALUES ('8596a7a9-0aa0-536a-a691-5047f7909e4b', '4294f47338a32261b9d5d8f4d4346266e3d2168fc0a5777e246d65bfa8a25ea9', '2026-11-26 17:00:04.5+00', '20240105120000_index_titles', NULL, NULL, '2026-11-26 17:00:04.25+00', 1);
