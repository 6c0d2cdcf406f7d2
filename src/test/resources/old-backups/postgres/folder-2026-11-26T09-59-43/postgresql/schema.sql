-- Structure of a PostgreSQL 18 database: run the first part, load the rows, run the rest.
-- Kinds: SCHEMA EXTENSION LANGUAGE ACCESS_METHOD COLLATION SHELL_TYPE TYPE PARSER TEMPLATE DICTIONARY CONFIGURATION FUNCTION BASE_TYPE OPERATOR OPERATOR_FAMILY OPERATOR_CLASS FAMILY_MEMBER CAST CONVERSION TRANSFORM SEQUENCE WRAPPER SERVER USER_MAPPING TABLE DEFAULT CHECK OWNED_BY KEY INDEX INDEX_PARTITION MARK STATISTICS FOREIGN_TABLE VIEW UNVALIDATED FOREIGN_KEY RULE TRIGGER TRIGGER_STATE ROW_SECURITY POLICY COMMENT REFRESH SECURITY_LABEL OWNER PRIVILEGES DEFAULT_PRIVILEGES PUBLICATION PUBLICATION_MEMBER EVENT_TRIGGER

SET search_path = '';

SET check_function_bodies = off;

SET standard_conforming_strings = on;

SET xmloption = content;

SET lc_monetary = 'C';

SET client_min_messages = warning;

-- SCHEMA audit; in audit
CREATE SCHEMA IF NOT EXISTS audit;

-- SCHEMA public; in public

-- TYPE public.mood; in public
CREATE TYPE public.mood AS ENUM (
    'happy',
    'sad'
);

-- SEQUENCE public.customers_id_seq; in public
CREATE SEQUENCE public.customers_id_seq AS integer START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 CACHE 1;

-- TABLE audit.events; in audit; needs SCHEMA audit
CREATE TABLE audit.events (
    id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME audit.events_id_seq START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1) NOT NULL,
    at timestamp with time zone NOT NULL,
    tags text[]
);

-- TABLE public.customers; in public; needs SEQUENCE public.customers_id_seq; needs TYPE public.mood
CREATE TABLE public.customers (
    id integer DEFAULT nextval('public.customers_id_seq'::regclass) NOT NULL,
    email text NOT NULL,
    mood public.mood DEFAULT 'happy'::public.mood,
    balance numeric(12,2),
    picture bytea,
    facts jsonb,
    boss integer
);

-- TABLE public.empty; in public
CREATE TABLE public.empty (
    id integer NOT NULL
);

-- OWNED_BY public.customers_id_seq; in public; of TABLE public.customers; needs SEQUENCE public.customers_id_seq
ALTER SEQUENCE public.customers_id_seq OWNED BY public.customers.id;

-- After the data

SET search_path = '';

SET check_function_bodies = off;

SET standard_conforming_strings = on;

SET xmloption = content;

SET lc_monetary = 'C';

SET client_min_messages = warning;

-- KEY audit.events.events_pkey; in audit; of TABLE audit.events
ALTER TABLE ONLY audit.events ADD CONSTRAINT events_pkey PRIMARY KEY (id);

-- KEY public.customers.customers_email_key; in public; of TABLE public.customers
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_email_key UNIQUE (email);

-- KEY public.customers.customers_pkey; in public; of TABLE public.customers
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);

-- KEY public.empty.empty_pkey; in public; of TABLE public.empty
ALTER TABLE ONLY public.empty ADD CONSTRAINT empty_pkey PRIMARY KEY (id);

-- INDEX public.customers_email_lower; in public; of TABLE public.customers
CREATE INDEX customers_email_lower ON public.customers USING btree (lower(email));

-- VIEW public.emails; in public; needs TABLE public.customers
CREATE VIEW public.emails AS
 SELECT email
   FROM public.customers;

-- FOREIGN_KEY public.customers.customers_boss_fkey; in public; of TABLE public.customers; needs KEY public.customers.customers_pkey
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_boss_fkey FOREIGN KEY (boss) REFERENCES public.customers(id);

-- OWNER SCHEMA audit; in ; of SCHEMA audit
ALTER SCHEMA audit OWNER TO postgres;

-- OWNER TABLE audit.events; in ; of TABLE audit.events
ALTER TABLE audit.events OWNER TO postgres;

-- OWNER TABLE public.customers; in ; of TABLE public.customers
ALTER TABLE public.customers OWNER TO postgres;

-- OWNER TABLE public.empty; in ; of TABLE public.empty
ALTER TABLE public.empty OWNER TO postgres;

-- OWNER TYPE public.mood; in ; of TYPE public.mood
ALTER TYPE public.mood OWNER TO postgres;

-- OWNER VIEW public.emails; in ; of VIEW public.emails
ALTER VIEW public.emails OWNER TO postgres;

-- The session's own settings again

RESET client_min_messages;

RESET lc_monetary;

RESET xmloption;

RESET standard_conforming_strings;

RESET check_function_bodies;

RESET search_path;

