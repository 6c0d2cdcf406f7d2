-- The values that columns of several tables have.
CREATE TYPE plan AS ENUM ('free', 'team', 'enterprise');
CREATE DOMAIN slug AS text CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TYPE portal AS ENUM ('internal', 'client');
CREATE TYPE user_role AS ENUM ('admin', 'company_admin', 'developer', 'support', 'user');
CREATE DOMAIN email_address AS text CHECK (VALUE ~ '^[^@\s]+@[^@\s]+$');
CREATE TYPE work_status AS ENUM ('open', 'in_progress', 'blocked', 'review', 'done', 'cancelled');
CREATE TYPE priority AS ENUM ('low', 'medium', 'high', 'critical');
CREATE TYPE ticket_kind AS ENUM ('bug', 'question', 'request');
