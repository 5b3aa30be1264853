-- A report of a suspended case that had been told to be late was looked at no more: its clock looks again after three more days, and ends the suspension.
update cases.deadline set next_at = greatest(due_at + interval '3 days', now())
where kind = 'suspendedProgress' and met_at is null and next_at is null;
