CREATE TABLE public.swarm_agents (
    swarm_id uuid NOT NULL REFERENCES public.swarms ON DELETE CASCADE,
    agent_id uuid NOT NULL REFERENCES public.agents ON DELETE CASCADE,
    role character varying(50) DEFAULT 'worker' NOT NULL,
    joined_at timestamp DEFAULT now() NOT NULL,
    PRIMARY KEY (swarm_id, agent_id)
);

CREATE INDEX swarm_agents_agent_idx ON public.swarm_agents (agent_id);
