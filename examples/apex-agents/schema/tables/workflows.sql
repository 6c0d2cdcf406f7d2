CREATE TABLE public.workflows (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    trigger jsonb NOT NULL,
    steps jsonb NOT NULL,
    status character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    updated_at timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT workflows_pkey PRIMARY KEY (id)
);

CREATE INDEX workflows_status_idx ON public.workflows USING btree (status);

ALTER TABLE ONLY public.workflows ADD CONSTRAINT workflows_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.workflows ADD CONSTRAINT workflows_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;
