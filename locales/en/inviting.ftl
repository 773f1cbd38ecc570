# Inviting others: /invite, links, revoking.

inviting-heading = ✉️ <b>Invitation links in use: { $count }</b>
inviting-none = There are no links. Press <b>New link</b> to invite people into a unit.
inviting-hint = Press a number to see a link, forward it or revoke it.
inviting-no-unit = There is no unit to invite into yet. Import the units first.
inviting-line = <b>{ $number }.</b> { $unit } — { $role }
    { NUM($left) } of { NUM($uses) } uses left · { $lasts } · { $inviter }
inviting-offer = ✉️ <b>New invitation link</b>

    Unit: <b>{ $unit }</b>
    Role: <b>{ $role }</b>
    People who can join: <b>{ NUM($uses) }</b>
    Holds until: <b>{ $until }</b>

    Whoever has the link can join in this role, so send it only to the right people.
inviting-people = { $count ->
        [one] 1 person
       *[other] { NUM($count) } people
    }
inviting-units = 🏢 <b>Invite into which unit?</b>
    Press a unit, or type its name or code.
button-new-invitation = New link
button-choose-unit = Another unit
button-make-invitation = Make the link
button-qr = QR code
button-revoke = Revoke
button-revoke-sure = Yes, revoke it
toast-invited = The link is made: see the message below.
toast-revoked = Revoked. Nobody can join by this link any more.

invitation-shared = 📨 <b>{ $inviter }</b> invites you to <b>{ $unit }</b> on Kẻng, as <b>{ $role }</b>. Press the link, then <b>Start</b>:

    { $link }

    For { $uses ->
        [one] 1 person
       *[other] { NUM($uses) } people
    }, { $lasts }. Pass it on only to people of the unit.
invitation-residents = 📨 <b>{ $inviter }</b> invites residents to get the official safety news of <b>{ $unit }</b> through Kẻng. Press the link, then <b>Start</b>:

    { $link }

    For { $uses ->
        [one] 1 person
       *[other] { NUM($uses) } people
    }, { $lasts }. Please pass it on to people who live there.
invitation-personal = 📨 <b>{ $inviter }</b> invites <b>{ $name }</b> to <b>{ $unit }</b> on Kẻng, as <b>{ $role }</b>. Press the link, then <b>Start</b>:

    { $link }

    The link is only for { $name }, { $lasts }. Please do not pass it on.
invitation-qr = 📷 QR code for joining <b>{ $unit }</b> as <b>{ $role }</b>. Whoever scans it can join, so show it only to the right people.
invitation-qr-file = invitation-qr
invitation-until = until { $until }
invitation-for-ever = without end
invitation-revoke-question = ⚠️ <b>Revoke this link?</b> Whoever has joined stays; nobody else can join by it.
invitation-revoked = 🚫 The link to { $unit } ({ $role }) was revoked. Joined by it: { NUM($joined) }.
invitation-expired = ⌛ The link to { $unit } ({ $role }) has expired. Joined by it: { NUM($joined) }.
invitation-used-up = ✅ The link to { $unit } ({ $role }) is used up. Joined by it: { NUM($joined) }.

refusal-not-inviter = Inviting is for leaders, clerks and administrators of the unit. Please ask one of them.
refusal-invitation-revoked-before = This link was revoked before.
refusal-person-has-joined = This person has joined or is no longer on the roster, so no new link is needed.
refusal-unit-not-found = No unit within your reach has the name or code “{ $typed }”. Type it again, or press a unit above.
refusal-unit-ambiguous = Several units fit: { $names }. Please type more of the name.
