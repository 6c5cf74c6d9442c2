-- delivery_open_due took its place.
drop index concurrently if exists core.delivery_open_ready;
