-- The time of a day that was named without one ("tomorrow").
alter table core.person add column default_time time not null default '09:00';
comment on column core.person.default_time is 'The time for a day that was named without one.';
