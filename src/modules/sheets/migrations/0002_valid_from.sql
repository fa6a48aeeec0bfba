-- The day from which what a file says holds (生效日期); null: the moment of the import.
alter table sheets.import add column valid_from date;
