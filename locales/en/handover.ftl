# Handing one's duties over to a deputy for a period.

## Handing over

handover-choose-deputy = 🤝 <b>To whom do you hand over?</b>
    Tap a name, or type part of one to find it (marks do not matter). { $count ->
        [one] One person
       *[other] { NUM($count) } people
     } can stand in for you.
handover-nobody = 🤝 No colleague can stand in for you yet: a deputy works in your unit, has joined and is not away. Please ask the clerk to invite more people.
handover-not-found = Nobody called “{ $search }” can stand in for you. A deputy works in your unit, has joined and is not away. Please type another name.
handover-choose-from = 🤝 From when on does <b>{ $name }</b> stand in?
    Tap a button, or type a day, for example: 25/11 or 14:00 25/11.
handover-choose-until = 🤝 <b>{ $name }</b> stands in from { $from }. Until when?
    Tap a button, or type, for example: 2 weeks, until 30/11.
handover-from-now = now
handover-confirm = 🤝 <b>Hand over to { $name }</b>
    From { $from }
    Until { $until }

    In that time { $name } gets directives and reminders in your place and may do what you may. The record names you both.
handover-present = 🤝 <b>{ $name }</b> stands in for you from { $from } until { $until }.
handover-planned = 🤝 <b>{ $name }</b> will stand in for you from { $from } until { $until }.
handover-extend = 🤝 <b>{ $name }</b> stands in for you until { $until }. Until when instead?
    Tap to add, or type, for example: until 30/11.
handover-none = Nobody stands in for you now. Send /handover when you need it.
handover-end-of-day = the end of { $date }
handover-deeds = In that time { $name } did this in your place: { $deeds }.
handover-no-deeds = In that time nothing had to be done in your place by { $name }.
deeds-confirmed = { $count ->
    [one] confirmed one directive
   *[other] confirmed { NUM($count) } directives
 }
deeds-finished = { $count ->
    [one] reported one task done
   *[other] reported { NUM($count) } tasks done
 }
deeds-other = { $count ->
    [one] did one other thing
   *[other] did { NUM($count) } other things
 }
handover-left = What is left is yours again: { $receipts ->
        [one] one directive
       *[other] { NUM($receipts) } directives
     } to confirm, { $tasks ->
        [one] one open task
       *[other] { NUM($tasks) } open tasks
     }. See /tasks.

handover-ended-time = 🤝 The time in which { $name } stood in for you is over.
handover-ended-early = 🤝 You have taken your duties back from { $name }.
handover-ended-declined = 🙏 { $name } cannot stand in for you. Please choose somebody else: /handover
handover-ended-deputy_left = ⚠️ { $name } does not work in the unit any more and stands in for you no longer. Directives and reminders come to you again; please choose somebody else: /handover
handover-ended-deputy_unreachable = ⚠️ I cannot reach { $name }, who stands in for you no longer. Directives and reminders come to you again; please choose somebody else: /handover
handover-ended-person_left = 🤝 You have no duties in that unit any more, so { $name } stands in for you no longer.

## The deputy

deputyship = 🤝 <b>{ $name }</b> asks you to stand in
    From { $from }
    Until { $until }
    { $duties }

    Directives and reminders for { $name } will come to you, marked “In place of { $name }”. You may confirm, comment, report results and do what { $name } may; the record names you both.
deputyship-over = ⏹ Ended at { $time }.
deputyship-deeds = In that time you did this in place of { $name }: { $deeds }. Thank you!
deputyship-no-deeds = In that time nothing had to be done in place of { $name }. Thank you!
deputyship-ended-time = 🤝 The time in which you stood in for { $name } is over.
deputyship-ended-early = 🤝 { $name } is back; you need not stand in any more.
deputyship-ended-declined = 🤝 You do not stand in for { $name }; I have said so.
deputyship-ended-deputy_left = 🤝 You do not work in that unit any more, so you stand in for { $name } no longer.
deputyship-ended-deputy_unreachable = 🤝 For a while I could not reach you, so you stand in for { $name } no longer.
deputyship-ended-person_left = 🤝 { $name } has no duties in that unit any more, so you need not stand in.
in-place-heading = 🤝 <b>In place of { $name }</b>
in-place-over = ⏹ You do not stand in any more.
in-place-name = { $name } (for { $person })
in-your-place-name = { $name } (for you)
confirmed-by = ✅ { $name } confirmed at { $time }.
confirmed-by-note = ✅ { $name } confirmed at { $time } and remarked: “{ $note }”
reminder-settled-by = ✅ { $name }: { $title }
    { $who } confirmed at { $time }.
help-standing-in-place = • <b>{ $role }</b> — { $unit } (for { $name })
directive-not-yours = 📄 { $name }: { $title }

    This directive is not for you any more: you do not work in the unit that gets it.

## Buttons

button-from-now = From now
button-from-tomorrow = From tomorrow morning
button-one-day = 1 day
button-three-days = 3 days
button-one-week = 1 week
button-hand-over = Hand over
button-end-now = End now
button-extend-handover = Prolong
button-decline-handover = I cannot
toast-handed-over = Handed over. I have told your deputy.
toast-taken-back-duties = You have taken your duties back.
toast-declined = I have said so.

## Why not

refusal-nothing-to-hand-over = You have nothing to hand over: only leaders, clerks, cadres and those on duty can; an administrator's rights stay.
refusal-handover-already = You have handed over to somebody already. Send /handover to prolong or end that first.
refusal-no-handover = That handover is over. Send /handover to see how it stands now.
refusal-handover-over = That time is past, or ends before it begins. Please choose again.
refusal-handover-too-long = A handover lasts a year at most. Please choose a nearer day.
refusal-no-period = I cannot read that time. Please write like: 3 days, 1 week, 30/11 or 14:00 30/11.
refusal-deputy-elsewhere = You can hand over only to somebody of your unit; a leader also to a leader right above. Please choose somebody else.
refusal-deputy-unreachable = { $name } has not joined or cannot be reached. Please choose somebody else.
refusal-deputy-away = { $name } is away too in that time. Please choose somebody else or another time.
refusal-deputy-yourself = In that time you stand in for { $name }. Please press “I cannot” there first, or choose another time.
refusal-deputyship-over = You do not stand in any more, so this can no longer be done. Send /cancel if you were in the middle of something.
refusal-left-unit = You do not work in { $unit } any more, so this button does nothing now. Send /tasks to see what is yours.
