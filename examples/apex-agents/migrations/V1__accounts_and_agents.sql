-- Accounts and agents
-- Version 1, created 2026-11-27T14:44:01Z

-- migrate:up
CREATE TABLE public.agent_tools (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    agent_id uuid NOT NULL,
    name character varying(100) NOT NULL,
    config jsonb DEFAULT '{}'::jsonb NOT NULL,
    enabled boolean DEFAULT true NOT NULL
);
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
    updated_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.execution_steps (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    execution_id uuid NOT NULL,
    agent_id uuid,
    "position" integer NOT NULL,
    status character varying(20) NOT NULL,
    output jsonb,
    duration_ms integer
);
CREATE TABLE public.executions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    workflow_id uuid,
    agent_id uuid,
    user_id uuid NOT NULL,
    status character varying(20) NOT NULL,
    input jsonb,
    output jsonb,
    error text,
    cost_usd numeric(10,4),
    started_at timestamp without time zone DEFAULT now() NOT NULL,
    completed_at timestamp without time zone
);
CREATE TABLE public.organizations (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    slug character varying(100) NOT NULL,
    plan character varying(20) DEFAULT 'starter'::character varying NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.sessions (
    token_hash character varying(64) NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    expires_at timestamp without time zone NOT NULL
);
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
    last_login_at timestamp without time zone
);
CREATE TABLE public.workflows (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    trigger jsonb NOT NULL,
    steps jsonb NOT NULL,
    status character varying(20) DEFAULT 'draft'::character varying NOT NULL,
    created_at timestamp without time zone DEFAULT now() NOT NULL,
    updated_at timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.agent_tools ADD CONSTRAINT agent_tools_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.agents ADD CONSTRAINT agents_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.execution_steps ADD CONSTRAINT execution_steps_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.execution_steps ADD CONSTRAINT execution_steps_position_unique UNIQUE (execution_id, "position");
ALTER TABLE ONLY public.executions ADD CONSTRAINT executions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.organizations ADD CONSTRAINT organizations_slug_unique UNIQUE (slug);
ALTER TABLE ONLY public.sessions ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_email_unique UNIQUE (email);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.workflows ADD CONSTRAINT workflows_pkey PRIMARY KEY (id);
CREATE INDEX agents_organization_idx ON public.agents USING btree (organization_id);
CREATE INDEX agents_type_status_idx ON public.agents USING btree (type, status);
CREATE INDEX executions_started_idx ON public.executions USING btree (started_at DESC NULLS LAST);
CREATE INDEX sessions_user_idx ON public.sessions USING btree (user_id);
CREATE INDEX users_organization_idx ON public.users USING btree (organization_id);
CREATE INDEX workflows_status_idx ON public.workflows USING btree (status);
ALTER TABLE ONLY public.agent_tools ADD CONSTRAINT agent_tools_agent_id_agents_id_fk FOREIGN KEY (agent_id) REFERENCES public.agents(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.agents ADD CONSTRAINT agents_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.agents ADD CONSTRAINT agents_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.execution_steps ADD CONSTRAINT execution_steps_agent_id_agents_id_fk FOREIGN KEY (agent_id) REFERENCES public.agents(id);
ALTER TABLE ONLY public.execution_steps ADD CONSTRAINT execution_steps_execution_id_executions_id_fk FOREIGN KEY (execution_id) REFERENCES public.executions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.executions ADD CONSTRAINT executions_agent_id_agents_id_fk FOREIGN KEY (agent_id) REFERENCES public.agents(id);
ALTER TABLE ONLY public.executions ADD CONSTRAINT executions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.executions ADD CONSTRAINT executions_workflow_id_workflows_id_fk FOREIGN KEY (workflow_id) REFERENCES public.workflows(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.users ADD CONSTRAINT users_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.workflows ADD CONSTRAINT workflows_organization_id_organizations_id_fk FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.workflows ADD CONSTRAINT workflows_owner_id_users_id_fk FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;

-- migrate:down
ALTER TABLE public.workflows DROP CONSTRAINT workflows_owner_id_users_id_fk;
ALTER TABLE public.workflows DROP CONSTRAINT workflows_organization_id_organizations_id_fk;
ALTER TABLE public.users DROP CONSTRAINT users_organization_id_organizations_id_fk;
ALTER TABLE public.sessions DROP CONSTRAINT sessions_user_id_fkey;
ALTER TABLE public.executions DROP CONSTRAINT executions_workflow_id_workflows_id_fk;
ALTER TABLE public.executions DROP CONSTRAINT executions_user_id_users_id_fk;
ALTER TABLE public.executions DROP CONSTRAINT executions_agent_id_agents_id_fk;
ALTER TABLE public.execution_steps DROP CONSTRAINT execution_steps_execution_id_executions_id_fk;
ALTER TABLE public.execution_steps DROP CONSTRAINT execution_steps_agent_id_agents_id_fk;
ALTER TABLE public.agents DROP CONSTRAINT agents_owner_id_users_id_fk;
ALTER TABLE public.agents DROP CONSTRAINT agents_organization_id_organizations_id_fk;
ALTER TABLE public.agent_tools DROP CONSTRAINT agent_tools_agent_id_agents_id_fk;
-- Loses all rows of public.workflows
DROP TABLE public.workflows;
-- Loses all rows of public.users
DROP TABLE public.users;
-- Loses all rows of public.sessions
DROP TABLE public.sessions;
-- Loses all rows of public.organizations
DROP TABLE public.organizations;
-- Loses all rows of public.executions
DROP TABLE public.executions;
-- Loses all rows of public.execution_steps
DROP TABLE public.execution_steps;
-- Loses all rows of public.agents
DROP TABLE public.agents;
-- Loses all rows of public.agent_tools
DROP TABLE public.agent_tools;
