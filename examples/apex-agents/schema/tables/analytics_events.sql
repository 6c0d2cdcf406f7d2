CREATE TABLE public.analytics_events (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    user_id uuid,
    name character varying(100) NOT NULL,
    properties jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT analytics_events_pkey PRIMARY KEY (id)
);

CREATE INDEX analytics_events_created_idx ON public.analytics_events USING btree (created_at);

ALTER TABLE ONLY public.analytics_events ADD CONSTRAINT analytics_events_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;
