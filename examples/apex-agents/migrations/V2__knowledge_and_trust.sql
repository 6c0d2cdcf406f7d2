-- Knowledge and trust
-- Version 2, created 2026-11-27T14:45:07Z

-- migrate:up
CREATE TABLE public.data_connectors (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    name text NOT NULL,
    type character varying(50) NOT NULL,
    credentials jsonb,
    last_sync_at timestamp without time zone,
    created_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.knowledge_base (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    title text NOT NULL,
    content text NOT NULL,
    source character varying(50) NOT NULL,
    embedding_id character varying(255),
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.provenance_trail (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    verification_id uuid NOT NULL,
    source_url text,
    content_hash character varying(64) NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.verifications (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    execution_id uuid,
    claim text NOT NULL,
    status character varying(20) NOT NULL,
    confidence numeric(3,2),
    evidence jsonb,
    created_at timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.data_connectors ADD CONSTRAINT data_connectors_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.knowledge_base ADD CONSTRAINT knowledge_base_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.provenance_trail ADD CONSTRAINT provenance_trail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.verifications ADD CONSTRAINT verifications_pkey PRIMARY KEY (id);
CREATE INDEX knowledge_base_embedding_idx ON public.knowledge_base USING btree (embedding_id);
ALTER TABLE ONLY public.data_connectors ADD CONSTRAINT data_connectors_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.knowledge_base ADD CONSTRAINT knowledge_base_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.provenance_trail ADD CONSTRAINT provenance_trail_verification_id_verifications_id_fk FOREIGN KEY (verification_id) REFERENCES public.verifications(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.verifications ADD CONSTRAINT verifications_execution_id_executions_id_fk FOREIGN KEY (execution_id) REFERENCES public.executions(id) ON DELETE CASCADE;

-- migrate:down
ALTER TABLE public.verifications DROP CONSTRAINT verifications_execution_id_executions_id_fk;
ALTER TABLE public.provenance_trail DROP CONSTRAINT provenance_trail_verification_id_verifications_id_fk;
ALTER TABLE public.knowledge_base DROP CONSTRAINT knowledge_base_organization_id_organizations_id_fk;
ALTER TABLE public.data_connectors DROP CONSTRAINT data_connectors_organization_id_organizations_id_fk;
-- Loses all rows of public.verifications
DROP TABLE public.verifications;
-- Loses all rows of public.provenance_trail
DROP TABLE public.provenance_trail;
-- Loses all rows of public.knowledge_base
DROP TABLE public.knowledge_base;
-- Loses all rows of public.data_connectors
DROP TABLE public.data_connectors;
