CREATE TABLE public.agents (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    type character varying(50) NOT NULL,
    status character varying(20) DEFAULT 'active'::character varying NOT NULL,
    config jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    updated_at timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT agents_pkey PRIMARY KEY (id)
);

CREATE INDEX agents_organization_idx ON public.agents USING btree (organization_id);

CREATE INDEX agents_type_status_idx ON public.agents USING btree (type, status);

ALTER TABLE ONLY public.agents ADD CONSTRAINT agents_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);

ALTER TABLE ONLY public.agents ADD CONSTRAINT agents_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;
