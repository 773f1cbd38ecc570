# Directives: from the draft until everybody has confirmed.

## The head

directive-name = { $kind } No. { $number }
directive-urgency = 🔴 <b>{ $urgency }</b>
directive-head = 📄 <b>{ $name }</b>
directive-origin = { $origin }
directive-title = <b>{ $title }</b>
directive-summary = { $summary }
directive-tasks-of = <b>Tasks for { $unit }</b>
directive-task = { $mark }<b>{ $no }.</b> { $title }
directive-task-deadline = ⏰ { $deadline }
directive-foot = Verification code: <code>{ $code }</code>
    Issued by: { $issuer }
directive-preview-unit = the recipient's unit
page-of = Page { NUM($page) }/{ NUM($pages) }

## After the receipt

directive-confirmed = ✅ You confirmed at { $time }.
directive-confirmed-note = ✅ You confirmed at { $time }, with the note: “{ $note }”
directive-corrected = ✏️ <b>CORRECTED</b> at { $time }
    { $what }
directive-correction-news = ✏️ <b>Correction of { $name }</b>
    { $title }

    What changed: { $what }

    Please read it again and confirm the corrected text.
directive-withdrawn = 🚫 <b>WITHDRAWN</b>
    { $name }: <s>{ $title }</s>

    Withdrawn at { $time }. Do not act on it any more.
directive-reason = Reason: { $reason }
directive-sent-back = ↩️ { $name } returned “{ $title }”.
    Reason: { $reason }

    Correct it on the draft card and submit it again.
group-confirmed = { $confirmed ->
    [0] ✅ Confirmed 0/{ NUM($asked) }
   *[other] ✅ Confirmed { NUM($confirmed) }/{ NUM($asked) }: { $names }
 }
group-more-tasks = … and { NUM($count) } more tasks, see each person's private copy
group-waiting = ⏳ Not confirmed: { $names }
full-text-caption = Full text of { $name }
full-text-part = 📃 <b>{ $name }</b> ({ NUM($part) }/{ NUM($parts) })

    { $text }
full-text-lost = The original file cannot be opened. The administrator has been told; please try again later.

## The draft card

draft-new = 📝 <b>Draft</b> — please look it over before you submit it
draft-returned = ↩️ <b>Returned</b>: { $reason }
draft-taken-back = ✏️ <b>{ $name }</b> took it back to work on it; you will get a new card when it is submitted again.
draft-submitted = ⏳ <b>Waiting for approval</b>
draft-to-approve = 🖊 <b>{ $name }</b> asks for your approval
draft-approved = ✅ <b>Published</b> at { $time }, approved by { $name }. Code: <code>{ $code }</code>
draft-published = ✅ <b>Published</b> at { $time }. Code: <code>{ $code }</code>
draft-discarded = 🗑 The draft was discarded.
draft-tasks = <b>Tasks ({ NUM($count) })</b>
draft-responsible = 👥 { $who }
draft-warnings = ⚠️ <b>Please check:</b>
draft-recipients = <b>Recipients:</b> { $units }
draft-no-recipients = <b>Recipients:</b> not chosen yet
card-moved = ⬇️ This card has moved down.
draft-preview = 👁 <b>Preview</b> — recipients get exactly this:
draft-choose-kind = What kind of document is it?
draft-field-missing = not given
draft-edit = ✏️ <b>Edit the draft</b>

    <b>Kind:</b> { $kind }
    <b>Number:</b> { $number }
    <b>Issuer:</b> { $authority }
    <b>Date:</b> { $date }
    <b>Title:</b> { $title }
    <b>Summary:</b> { $summary }

    Tap what you want to correct.
draft-task = ✏️ <b>Task { $no }</b>

    { $text }

    👥 { $who }
    ⏰ { $deadline }
draft-everybody = all recipients
draft-no-tasks = The draft has no tasks yet. Add one under Edit.
draft-deadlines = ⏰ <b>Deadlines by task</b>
draft-deadline-line = <b>{ $no }.</b> { $title }
    { $deadline }
draft-deadline = ⏰ <b>Deadline of task { $no }</b>
    { $title }

    At present: { $deadline }
draft-without-deadline = no deadline given

## Recipients

audience-heading = 📮 <b>Recipients</b> { $unit }
    { $count }

    Tap a unit to choose it with all below, tap ▸ to open it.
audience-count = { $units ->
        [one] { NUM($units) } unit
       *[other] { NUM($units) } units
    } · { $people ->
        [one] { NUM($people) } person
       *[other] { NUM($people) } people
    }
audience-not-joined = { NUM($count) } not connected
audience-unreachable = { NUM($count) } unreachable
audience-empty-units = { NUM($count) } units without a recipient
audience-with-below = { $unit } and all below
audience-alone = { $unit }
audience-more = and { NUM($count) } more units
audience-all-below = With all below
audience-only-this = Only this unit

## Buttons of this part

button-add-task = Add a task
button-drop-task = Drop the task
button-take-back = Take back
button-my-tasks = My tasks
button-other-day = Another day…
button-no-deadline = No deadline
button-open = ▸
button-up = One level up
field-kind = Kind
field-number = Number
field-date = Date
field-authority = Issuer
field-title = Title
field-summary = Summary
field-text = Text
field-responsible = Units
task-number = Item { $no }

## Questions

ask-directive = Send me the document as a .docx, .pdf or .txt file, or paste its full text here.
ask-number = What is the right number and symbol? For example: 12/CT-UBND
ask-authority = Which authority issues it? For example: People's Committee of Sông Hàn City
ask-date = On which day was it signed? For example: 23/11/2026
ask-title = Send me the right title, one or two lines.
ask-summary = Send me the summary: what, who, by when. At most 800 characters.
ask-task-text = Send me the right text of this task.
ask-task-responsible = Which units are to do it? Separate several by semicolons.
ask-deadline = When is it due? For example: 17:00 28/11 or 28/11/2026
ask-new-task = Send me the text of the task to add.
ask-send-back = Why do you return it? Its author will read the reason.
ask-comment = Please write your note. Sending it also confirms the receipt.
ask-result = What came of it? Write a sentence or two, or press Skip.

## Short answers

toast-saved = Saved.
toast-confirmed = Recorded. Thank you!
toast-submitted = Submitted. The second leader sees it at once.
toast-taken-back = Taken back for more work.
toast-discarded = The draft was discarded.
toast-published = Published; it is going out.
toast-task-dropped = The task was dropped.
toast-look-in-private = Please look at my private message.
sent-back = ↩️ Returned; its author has your reason.
comment-kept = ✅ Confirmed, and your note was passed on to the issuer.
withdrawn = 🚫 Withdrawn. Every copy is being marked.
cancelled = Stopped. Nothing was changed.
nothing-to-cancel = There is nothing to stop at the moment.
not-understood = I did not understand that. Type /help to see what I can do for you.

## Why not

refusal-not-draft = This document is no draft any more and cannot be changed.
refusal-not-submitted = This document does not wait for approval at the moment.
refusal-not-published = This document has not been published.
refusal-withdrawn = This document was withdrawn; it needs no receipt and no action any more.
refusal-own-work = You submitted it yourself, so another leader has to approve it.
refusal-needs-approval = A second leader has to approve this document. Please press Submit.
refusal-no-recipients = Nobody would get it. Please choose the recipients first.
refusal-no-second-leader = No second leader is connected who could approve. Invite one, then submit again.
refusal-chosen-above = This unit is already part of “{ $unit } and all below”. Take that out first to choose it by itself.
refusal-empty-text = The message is empty. Please send words.
refusal-no-date = I cannot read this date. Please write it like 23/11/2026.
refusal-no-deadline = I cannot read this deadline. Please write it like 17:00 28/11 or 28/11/2026.
refusal-too-long = Too long: { $length } characters, at most { $limit }. Please shorten it and send it again.
refusal-task-gone = This task no longer exists.
refusal-not-recipient = You are not on the list of recipients of this document.
refusal-own-directive = You issued it, so you need not confirm it.
refusal-corrected-since = The document was corrected since. Please confirm on the newest correction.
refusal-already-confirmed = You confirmed at { $time } already. Thank you!
refusal-already-done = { $name } has already reported this done.
refusal-no-directives = Only leaders and clerks prepare documents here. Type /help to see what you can do.
refusal-file = I take documents from leaders and clerks only. Type /help to see what you can do.
refusal-nothing-asked = I am not waiting for an answer at the moment.
refusal-press-a-button = Please choose with a button of the message above.
refusal-old-button = This button is too old. Please open it again from the menu.
refusal-start-first = Please open a private chat with me and press Start first.

## Files that cannot be read

unreadable-empty = 📭 The file is empty. Please check it and send it again.
unreadable-too_large = 📦 The file is too large. Please send a .docx or .pdf below 20 MB.
unreadable-encrypted = 🔐 The file has a password, so I cannot read it. Please remove the password and send it again.
unreadable-image_only = 🖼 The file is a scan without text. Please send a typed .docx, or a .pdf with text.
unreadable-damaged = 💔 The file is damaged or incomplete. Please save it again and send it once more.
unreadable-old_word = 📄 This is an old Word file (.doc). Please save it as .docx or .pdf and send it again.
unreadable-not_a_document = ❓ This file is no document. Please send a .docx, .pdf, .odt or .txt file.
unreadable-unknown_encoding = 🔤 I cannot tell the encoding of the text (perhaps TCVN3 or VNI). Please convert it to Unicode and send it again.
unreadable-timed_out = ⌛ Reading the file took too long. Please send a smaller one or paste the text here.
unreadable-reader_failed = 😕 I could not read this file. Please save it as .docx or .pdf and send it again.
unreadable-secret = ⛔ The document carries a secrecy stamp and may not pass here. I kept nothing of it. Please delete your message and use the classified channel.

## What the reader was not sure of

warning-number_missing = • No number was found.
warning-number_ambiguous = • More than one number could be the document's own.
warning-date_missing = • No date of issue was found.
warning-authority_missing = • No issuer was found.
warning-title_missing = • No title was found.
warning-kind_unknown = • The kind of document is not clear.
warning-tasks_missing = • No numbered task was found.
warning-tasks_uneven = • The task numbers do not count up; one may be missing or too many.
warning-deadline_past = • A deadline lies before the date of issue.
warning-legacy_encoding = • The text was converted from an old encoding.
warning-personal_data = • It holds phone, identity or account numbers.
warning-active_content = • The file has macros or outside links, which were ignored.

## Reminders

reminder-receipt = 🔔 <b>Reminder { NUM($step) }</b>: you have not confirmed
    <b>{ $name }</b>, sent at { $since }
    { $title }
reminder-receipt-settled = ✅ { $name }: { $title }
    You confirmed at { $time }.
reminder-task = 🔔 <b>Due soon</b> (reminder { NUM($step) })
reminder-task-late = ⏰ <b>Overdue</b> (reminder { NUM($step) })

## Tasks

tasks-none = 🌿 You have no open tasks.
tasks-heading = 📋 <b>Your tasks ({ NUM($count) })</b> — tap a number to open one
tasks-line = <b>{ NUM($number) }.</b> { $title }
    <i>{ $name }</i>
    ⏰ { $left }
task-left = { $span } left
task-late = { $span } late
task-card = 📌 <b>Task { $no }</b> · { $name }
    { $unit }

    { $text }

    ⏰ { $left }
task-done = ✅ { $name } reported it done at { $time }.
task-result = Result: { $result }
task-withdrawn = 🚫 The document was withdrawn; this need not be done any more.
