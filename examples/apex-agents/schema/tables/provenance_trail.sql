CREATE TABLE public.provenance_trail (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    verification_id uuid NOT NULL,
    source_url text,
    content_hash character varying(64) NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT provenance_trail_pkey PRIMARY KEY (id)
);

ALTER TABLE ONLY public.provenance_trail ADD CONSTRAINT provenance_trail_verification_id_verifications_id_fk FOREIGN KEY (verification_id) REFERENCES public.verifications(id) ON DELETE CASCADE;
