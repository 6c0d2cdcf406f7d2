CREATE TABLE public.sessions (
    token_hash character varying(64) PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    created_at timestamp DEFAULT now() NOT NULL,
    expires_at timestamp NOT NULL
);

CREATE INDEX sessions_user_idx ON public.sessions (user_id);
