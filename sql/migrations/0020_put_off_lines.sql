-- delivery_open_due took its place. In a transaction, so that the functions come with it: they find
-- the indexes of their lines built. (The table that is locked: core.delivery_open.)
drop index core.delivery_open_ready;
