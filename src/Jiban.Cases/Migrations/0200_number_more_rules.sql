-- Limits that were constants of the program, and how long a suspension lasts whose report does not come.
insert into cases.rule_number (name, value) values
    ('suspensionGraceDays', 3), ('resumeHours', 24), ('meetingDays', 60), ('promiseDays', 1100), ('repeatDays', 365),
    ('whistleReportMinutes', 120), ('whistleEscalateMinutes', 60), ('whistleDays', 30), ('taskDays', 730);
