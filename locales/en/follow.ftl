# Following what was published: the issuer's live card and everything behind it.

## The live card

follow-withdrawn = 🚫 <b>WITHDRAWN</b> at { $time }
follow-reason = Reason: { $reason }
follow-corrected = ✏️ <b>Corrected</b> at { $time }. { $what }
follow-name = 📣 <b>{ $name }</b>
follow-title = { $title }
follow-code = Verification code: <code>{ $code }</code> · issued { $time }
follow-counts = { $bar } <b>{ NUM($percent) }%</b>
    📨 { NUM($sent) }/{ NUM($asked) } sent
    ✅ <b>{ NUM($confirmed) }</b> confirmed
    ⏳ <b>{ NUM($unconfirmed) }</b> not confirmed
    📵 <b>{ NUM($unreachable) }</b> unreachable
follow-task-count = 📋 Tasks: { NUM($done) }/{ NUM($total) } done
follow-task-late = , <b>{ NUM($count) } late</b>
follow-sending = 📤 <b>Sending</b>: { NUM($count) } to go, about { $span }.
follow-groups-unreached = 👥 { $count ->
    [one] { NUM($count) } group
   *[other] { NUM($count) } groups
} <b>unreachable</b>: { $names }
follow-sending-soon = 📤 <b>Sending</b>: { NUM($count) } to go, less than a minute.
follow-units-behind = 🏢 <b>{ NUM($complete) } of { NUM($units) } units are complete.</b> Most is missing in:
follow-units-complete = 🏢 <b>All { NUM($units) } units are complete.</b>
follow-units-more = … and { NUM($count) } more
follow-unit = { $mark } { $unit }: { NUM($confirmed) }/{ NUM($asked) }
follow-unit-unreachable = , { NUM($count) } unreachable
follow-updated = <i>Updated at { $time }</i>

button-by-unit = By unit
button-task-progress = Tasks
follow-button-notes = Comments ({ NUM($count) })

## The lists behind the card

follow-heading = { $what }
    <b>{ $name }</b>: { $title }
follow-by-unit = 🏢 <b>By unit ({ NUM($count) })</b>
follow-nobody-asked = This document went to nobody.
follow-missing = ⏳ <b>{ NUM($unconfirmed) } not confirmed, { NUM($unreachable) } unreachable</b>
follow-nobody-missing = 🎉 Everybody has confirmed.
follow-missing-unit = <b>{ $unit }</b>
follow-person-waiting = • { $name }: not confirmed
follow-person-unsent = • { $name }: waiting to be sent
follow-person-unreachable = • { $name }: unreachable ({ $reason })
follow-person-reminded =
    { $count ->
        [one] , reminded once
       *[other] , reminded { NUM($count) } times
    }
follow-notes = 💬 <b>Comments ({ NUM($count) })</b>
follow-no-notes = There are no comments yet.
follow-note = <b>{ $name }</b> · { $unit }
    <i>{ $time }</i>
    “{ $note }”
follow-tasks = 📋 <b>Tasks ({ NUM($count) })</b>
follow-no-tasks = This document gives nobody a task.
follow-task = { $mark } <b>{ $no }.</b> { $title }
    ⏰ { $deadline } · { NUM($done) } of { NUM($total) } units done
follow-task-late-units =
    { $count ->
        [one] { NUM($count) } unit is late: { $units }
       *[other] { NUM($count) } units are late: { $units }
    }

## Corrections and withdrawal

follow-correct = ✏️ <b>Correct</b>
follow-correct-choose = Tap what is wrong. Every copy that was sent will be changed and marked as corrected.
follow-correct-line = <b>{ $no }.</b> { $title }
    ⏰ { $deadline }
follow-correct-text = Item { $no }: text
follow-correct-deadline = Item { $no }: deadline
follow-substance = { $what }

    <b>Does this change what has to be done?</b>
    • Words only: the copies are changed quietly, and receipts stay valid.
    • Substance: everybody is told and has to confirm again.
button-words-only = Words only
button-substance = Substance changes
follow-withdraw-heading = 🚫 <b>Withdraw this document?</b>
follow-withdraw = Sent to { NUM($sent) }, confirmed by { NUM($confirmed) }. Every copy will say WITHDRAWN, full texts are deleted where Telegram still allows it, and nobody is reminded any more. It cannot be undone.

    <b>Why?</b> Write the reason here; recipients will read it. Press Skip to withdraw at once, without a reason.

# What every copy says.
correction-number = The number now reads: { $typed }
correction-authority = The issuer now reads: { $typed }
correction-date = The date now reads: { $typed }
correction-title = The title now reads: { $typed }
correction-summary = The summary now reads: { $typed }
correction-task-text = Task { $no } now reads: { $typed }
correction-task-responsible = Task { $no } is now for: { $typed }
correction-task-deadline = The deadline of task { $no } is now: { $typed }

## The list of documents

follow-list-heading = 📚 <b>Documents ({ NUM($count) })</b>
connected-some =
    👥 { NUM($connected) } of { NUM($people) } people are connected
    { $bar }
connected-all = 👥 All { NUM($people) } people are connected.
button-not-connected = 👥 Not connected ({ NUM($count) })
not-connected-heading = 👥 <b>Not connected ({ NUM($count) })</b>
not-connected-none = Everybody is connected.
not-connected-hint = <i>Whoever is not connected gets nothing. Type /invite to send a link.</i>
not-connected-line = • { $name }: { $reason }
follow-list-none = There is nothing yet. Send me a document, or type /directive to begin.
follow-list-line = <b>{ NUM($number) }.</b> { $mark } <b>{ $name }</b> · { $state }
    { $title }
follow-list-hint = <i>Tap a number to open it.</i>
follow-list-counts = { $bar } { NUM($confirmed) }/{ NUM($asked) } confirmed
follow-state-draft = draft
follow-state-submitted = waiting for approval
follow-state-published = issued
follow-state-withdrawn = withdrawn
follow-state-discarded = discarded

## The workbook

sheet-caption = 📊 { $name }: { NUM($confirmed) }/{ NUM($asked) } confirmed as of { $time }.
sheet-failed = I could not make the Excel file. Please try again in a few minutes.
sheet-receipts = Recipients
sheet-tasks = Tasks
sheet-unit = Unit
sheet-name = Name
sheet-state = State
sheet-reason = Reason
sheet-sent-at = Sent at
sheet-confirmed-at = Confirmed at
sheet-note = Comment
sheet-reminders = Reminders
sheet-no = Item
sheet-task = Task
sheet-due-at = Due
sheet-done-by = Reported by
sheet-done-at = Done at
sheet-result = Result
sheet-open = open
sheet-late = late
sheet-done = done
sheet-done-late = done late

## Short answers

toast-reminded =
    { $count ->
        [one] Reminded { NUM($count) } person.
       *[other] Reminded { NUM($count) } people.
    }
toast-nobody-reminded = Nobody needs a reminder now. Whoever was reminded in the last 15 minutes is left in peace.
toast-exporting = Making the Excel file, just a moment.
toast-corrected-words = Corrected. The copies are being changed.
toast-corrected-substance = Corrected. Everybody is being asked to confirm again.
