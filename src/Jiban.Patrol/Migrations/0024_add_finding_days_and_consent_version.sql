-- So long after it was made a finding may be sent; and which text of the consent to tracks is in force: another one must be agreed to anew.
alter table patrol.shift_setting
    add column finding_days int not null default 7 check (finding_days between 1 and 30),
    add column consent_version text not null default '1' check (char_length(consent_version) between 1 and 20);
