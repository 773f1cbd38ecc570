# What is printed: a slip for each person, and a sheet to hang up at work.

paper-title = Invitation slips
paper-about = Kẻng is the organisation's official Telegram bot: it brings directives to the right people, reminds in time, and takes receipts and reports on the telephone.
paper-about-resident = Kẻng is the official Telegram bot for safety news of the place where you live and for what you want to report.
paper-step-scan = Open the camera of a telephone that has Telegram, scan the QR code beside your name and open the link that appears.
paper-step-scan-poster = Open the camera of a telephone that has Telegram, scan the QR code on this sheet and open the link that appears.
paper-step-start = In Telegram, press Start.
paper-step-agree = Read the introduction and press I agree. That is all.
paper-warning = Each slip is for one person and works once. Cut it out and hand it over in person; do not photograph it or pass it on.
paper-personal = Only for
paper-code = QR code
paper-note = { $count ->
    [one] one person has
   *[other] { NUM($count) } people have
} not joined · printed on { $day }
paper-page = Page { $page } of { $pages }
paper-poster = Come and join
paper-role = Role: { $role }
paper-terms = Good for { $uses ->
    [one] one use
   *[other] { NUM($uses) } uses
}, until { $until }. Only for people of the unit: do not publish it or pass it on.
paper-terms-resident = Neighbours, please scan. Good for { $uses ->
    [one] one use
   *[other] { NUM($uses) } uses
}, until { $until }.

## Invitation slips to print, sent in the chat

button-slips = Slip for each person
toast-slips = The slips are being made, the file comes right below.
slips-caption = 🖨 Invitation slips of <b>{ $count ->
    [one] one person
   *[other] { NUM($count) } people
}</b> of <b>{ $unit }</b> who have not joined. Print them, cut them out and hand them over in person: each is only for the person named on it.
slips-file = invitation-slips
slips-failed = The slips cannot be made now. Please try again in some minutes, or ask an administrator to run <code>keng invite --all</code>.
refusal-nobody-to-invite = Nobody on the roster of { $unit } is left for you to invite: everybody has joined, or the roster is empty. You can make a link for several people instead.
refusal-too-many-to-invite = { $count } people there have not joined, and { $most } slips can be printed at once. Please choose a smaller unit with Another unit.
