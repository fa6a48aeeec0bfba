-- How many files somebody uploaded within a day is asked at each upload.
create index upload_by_account on files.upload (account, at);
