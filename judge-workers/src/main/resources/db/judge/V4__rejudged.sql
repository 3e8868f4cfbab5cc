-- Where the judged turn came from, and whether it was judged afterwards: what is published again is the
-- same as before. Of older scores neither is known.
alter table scores add column origin text not null default 'UNKNOWN';
alter table scores add column rejudged boolean not null default false;
