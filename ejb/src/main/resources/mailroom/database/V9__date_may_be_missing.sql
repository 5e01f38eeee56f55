-- A server may tell no INTERNALDATE, or one that is no date: then there is none, and not 1970.
alter table sighting alter column internal_date drop not null;
update sighting set internal_date = null where internal_date = 0;
