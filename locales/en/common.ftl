# Words used everywhere. Button labels are a contract with the outside: do not change them lightly.

## Buttons

button-received = Received
button-full-text = Full text
button-comment = Comment
button-done = Done
button-update = Update
button-extend = Ask for more time
button-snooze = Remind me later
button-recipients = Recipients
button-deadline = Deadline
button-edit = Edit
button-preview = Preview
button-submit = Send for approval
button-approve = Approve
button-return = Send back
button-publish = Issue
button-unconfirmed = Not confirmed
button-remind = Remind
button-export = Export to Excel
button-chart = Chart
button-correct = Correct
button-withdraw = Withdraw
button-accept = Accept
button-forward = Forward
button-reply = Reply
button-resolved = Resolved
button-not-fixed = Not fixed yet
button-cancel = Cancel
button-skip = Skip
button-send = Send
button-back = Back
button-next = Next
button-previous = Previous

## Delivery: always these four

state-sent = sent
state-confirmed = confirmed
state-unconfirmed = not confirmed
state-unreachable = unreachable

## Kinds of document

kind-chi_thi = Directive
kind-ke_hoach = Plan
kind-cong_dien = Urgent dispatch
kind-cong_van = Official letter
kind-thong_bao = Notice
kind-nghi_quyet = Resolution
kind-quyet_dinh = Decision
kind-ket_luan = Conclusion
kind-huong_dan = Guidance
kind-to_trinh = Proposal
kind-bao_cao = Report
kind-giay_moi = Invitation
kind-khac = Document

## Urgency and classification

urgency-khan = Urgent
urgency-thuong_khan = Very urgent
urgency-hoa_toc = Most urgent

classification-mat = Confidential
classification-toi_mat = Secret
classification-tuyet_mat = Top secret

## Roles

role-admin = Administrator
role-leader = Leader
role-clerk = Clerk
role-cadre = Cadre
role-duty = Duty officer
role-resident = Resident

## Dates and times

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

time-clock-hour = { $hour }:00
time-clock-minute = { $hour }:{ $minute }
time-date = { $day } { $month }
time-date-year = { $day } { $month } { $year }
time-day = { $weekday }, { $date }
time-deadline = before { $clock } on { $day }
time-deadline-date = before { $weekday }, { $date }
time-moment = { $clock }, { $day } { $month } { $year }
time-days =
    { $count ->
        [one] { NUM($count) } day
       *[other] { NUM($count) } days
    }
time-hours =
    { $count ->
        [one] { NUM($count) } hour
       *[other] { NUM($count) } hours
    }
time-minutes =
    { $count ->
        [one] { NUM($count) } minute
       *[other] { NUM($count) } minutes
    }
time-moments = less than a minute

## Languages

language-vi = Tiếng Việt
language-en = English
