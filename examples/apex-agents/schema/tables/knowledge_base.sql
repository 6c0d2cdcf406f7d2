CREATE TABLE public.knowledge_base (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    title text NOT NULL,
    content text NOT NULL,
    source character varying(50) NOT NULL,
    embedding_id character varying(255),
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT knowledge_base_pkey PRIMARY KEY (id)
);

CREATE INDEX knowledge_base_embedding_idx ON public.knowledge_base USING btree (embedding_id);

ALTER TABLE ONLY public.knowledge_base ADD CONSTRAINT knowledge_base_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
