CREATE TABLE public.data_connectors (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    name text NOT NULL,
    type character varying(50) NOT NULL,
    credentials jsonb,
    last_sync_at timestamp without time zone,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT data_connectors_pkey PRIMARY KEY (id)
);

ALTER TABLE ONLY public.data_connectors ADD CONSTRAINT data_connectors_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
