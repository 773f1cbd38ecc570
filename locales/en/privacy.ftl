# Privacy: what is kept, seeing it, a copy of it, erasing it.

person-erased = A person whose data were erased
unreachable-erased = data erased
refusal-last-admin = You are the only administrator who uses the bot, so this is not possible yet: nobody would look after the roster. Invite another administrator first, then try again.
refusal-erase-too-late = More than 30 minutes have passed since I asked. If you still want to erase your data, send /privacy and start again.

## The card of one's own data

button-personal-copy = Get a copy
button-erase = Erase my data
button-confirm-erase = Erase for good
privacy-card = 🔐 <b>Your data</b>

    <b>What I keep</b>
    { $kept }
privacy-kept-person = • Your name “{ $name }”, your Telegram number and language
privacy-kept-phone = • The telephone number { $phone }, given by your unit
privacy-kept-code = • The staff code { $code }, given by your unit
privacy-kept-consent = • Your consent of { $time }
privacy-kept-roles = { $count ->
    [one] • 1 role and office, also if it has ended
   *[other] • { NUM($count) } roles and offices, ended ones included
}
privacy-kept-receipts = { $count ->
    [one] • 1 request to confirm a directive, { NUM($remarks) } with a remark
   *[other] • { NUM($count) } requests to confirm a directive, { NUM($remarks) } with a remark
}
privacy-kept-tasks = { $count ->
    [one] • 1 task that you reported done, with its result
   *[other] • { NUM($count) } tasks that you reported done, with their results
}
privacy-kept-directives = { $count ->
    [one] • 1 directive that you prepared or approved
   *[other] • { NUM($count) } directives that you prepared or approved
}
privacy-kept-invitations = { $count ->
    [one] • 1 invitation that you made
   *[other] • { NUM($count) } invitations that you made
}
privacy-kept-messages = { $count ->
    [one] • 1 message to you: only its kind and time
   *[other] • { NUM($count) } messages to you: only their kinds and times
}
privacy-kept-audit = { $count ->
    [one] • 1 line of the audit: who (as a number) did what and when
   *[other] • { NUM($count) } lines of the audit: who (as a number) did what and when
}
privacy-purpose = <b>What for</b>
    To pass on directives, remind in time, record who has received and done what, and warn of danger. For nothing else, and for nobody outside the organisation.
privacy-readers = <b>Who sees it</b>
    Leaders and clerks of the issuing unit, and administrators: name, unit, receipt and results. Members of your unit's cadre group: who has confirmed and reported. Recipients: the name of who issued a directive.
privacy-time = <b>How long</b>
    What you write to me: until I have acted on it. Kinds and times of ordinary messages: { $messages }. People who only look in: { $visitors } from the last time. Anything else about you: until you erase it. Receipts, remarks and results are records of the unit; the audit: { $audit }; after erasure none of them has your name.
privacy-forever = without a time limit
privacy-law = <b>Law and responsibility</b>
    Personal Data Protection Law 91/2025/QH15 and Decree 356/2025/NĐ-CP. Responsible: <b>{ $organisation }</b>. If something that your unit gave is wrong, ask the unit to correct it; withdrawing your consent means erasing.

## Erasing

privacy-erase = ⚠️ <b>Erase your data?</b>

    <b>Erased at once:</b> name, telephone number, staff code, office, Telegram number, the list of messages to you, what you are in the middle of, invitations for you, and drafts that you have not submitted.

    <b>Kept without your name:</b> receipts, remarks, results of tasks and directives that were published. They are records of the unit; where your name stood it will say “A person whose data were erased”. The audit keeps numbers only. Workbooks that somebody has exported before cannot be called back.
privacy-erase-office = <b>You hold a role in a unit:</b> all roles end at once, and directives will not reach you any more. Tell your unit first; if you still stand on its roster, the next import brings your name back.
privacy-erase-final = This cannot be undone. If you want a copy, go back and get it first. The button below works for 30 minutes.
toast-erased = Your data were erased.
erased = ✅ <b>Your data were erased.</b>

    From now on I do not know who you are. The old messages here are in your Telegram; to remove them, delete the chat.

    Whenever you need me, send /start to begin anew.

## The copy

personal-copy = 📎 A copy of all data that I keep about you, made { $time }. It holds personal data: keep it safe.
copy-document = A copy of all personal data that { $organisation } keeps about you in Kẻng. Nobody else's name is in it.
copy-person = About you: name, code, telephone number, Telegram number, language.
copy-consents = When you consented to your data being processed.
copy-roles = Your roles and offices in units, ended ones included.
copy-receipts = The directives that you were asked to confirm, and your remarks.
copy-tasks = The tasks that you reported done, and the results that you wrote.
copy-directives = The directives that you prepared or approved.
copy-invitations = Invitations that you made, and those for you (for_you).
copy-handovers = When you handed your duties over, or stood in for somebody (as_deputy).
copy-messages = What I sent you: kinds and times only, the words are not stored.
copy-audit = The audit of what you did. It cannot be changed; after erasure only numbers remain.
