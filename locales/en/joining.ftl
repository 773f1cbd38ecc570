# Joining by an invitation: reading what is kept, and only then agreeing. When the meaning of
# joining-terms-… changes, raise CONSENT_VERSION in src/app/joining.rs.

joining-heading = 📨 <b>Invitation to { $unit }</b>
    Role: <b>{ $role }</b>
joining-for = Only for: <b>{ $name }</b>
joining-for-titled = Only for: <b>{ $name }</b>, { $title }
joining-inviter = Invited by: { $name }
joining-inviter-administrator = Invited by: an administrator of { $organisation }
joining-terms-staff = Before you join, please read:

    • <b>What I keep:</b> the name and number of your Telegram account; your name, telephone number and office from the unit's roster; the confirmations, remarks and reports that you send through me.
    • <b>What for:</b> passing on directives, reminding of deadlines and summing up results. Nothing else.
    • <b>Who sees it:</b> leaders, clerks and administrators of your unit and of those above it, and whoever issued a document to you.
    • <b>How long:</b> until you ask for deletion or your unit's retention period ends. What has become part of a document's file stays, without your name.
    • <b>Your rights:</b> type /privacy at any time to see it, take a copy, withdraw your consent and have it deleted.
    • <b>Who is responsible:</b> { $organisation }, under the Law on Personal Data Protection 91/2025/QH15 and Decree 356/2025/NĐ-CP.
joining-terms-resident = Before you join, please read:

    • <b>What I keep:</b> the name and number of your Telegram account; the place whose news you get; the reports that you send me.
    • <b>What for:</b> sending you official safety news of where you live, and answering your reports. Nothing else.
    • <b>Who sees it:</b> administrators of that unit and the officers who handle reports.
    • <b>How long:</b> until you ask for deletion or the unit's retention period ends.
    • <b>Your rights:</b> type /privacy at any time to see it, take a copy, withdraw your consent and have it deleted.
    • <b>Who is responsible:</b> { $organisation }, under the Law on Personal Data Protection 91/2025/QH15 and Decree 356/2025/NĐ-CP.
joining-question = Do you agree? Until you press <b>I agree</b> you have not joined, and the invitation is not used.
button-agree = I agree
button-decline = I do not agree
button-not-me = This is not me
joined = ✅ <b>{ $name }</b> joined { $unit } as <b>{ $role }</b>.
toast-joined = Welcome!
joining-declined = Understood: you did not join, and the invitation was not used. If you change your mind, just press the link again.
joining-disowned = Thank you for saying so. This link is locked now and the inviter has been told; there is nothing more for you to do.
stray-link = ⚠️ The personal invitation link of <b>{ $name }</b> ({ $unit }) reached somebody else: whoever opened it says that he is not { $name }.
    I have locked that link, and nobody joined by it. Make a new one and send it straight to { $name }.
