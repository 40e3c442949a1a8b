-- A database that was restored elsewhere meets transactions with smaller ids than its events have. This is added to
-- them, so that cursors grow all the same. One row.
create table api.event_cursors (
  added bigint not null
);

insert into api.event_cursors (added) values (0);
