-- Whether a result "solved" needs a photo also where the requester is asked back.
insert into cases.rule_number (name, value) values ('proofOfSolved', 0);
