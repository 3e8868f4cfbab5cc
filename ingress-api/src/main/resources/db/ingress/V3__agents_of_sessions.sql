-- Who answers in a session.
alter table sessions add column agent text not null default 'default';
