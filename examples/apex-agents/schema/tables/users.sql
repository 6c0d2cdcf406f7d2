CREATE TABLE public.users (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    email character varying(320) NOT NULL,
    name text,
    password_hash character varying(255),
    api_key character varying(255),
    role character varying(20) DEFAULT 'user'::character varying NOT NULL,
    tier character varying(20) DEFAULT 'trial'::character varying NOT NULL,
    preferences jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    last_login_at timestamp without time zone,
    CONSTRAINT users_email_unique UNIQUE (email),
    CONSTRAINT users_pkey PRIMARY KEY (id)
);

CREATE INDEX users_organization_idx ON public.users USING btree (organization_id);

ALTER TABLE ONLY public.users ADD CONSTRAINT users_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
