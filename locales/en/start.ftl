# The first screens, language, checking a message.

welcome = 👋 Hello! I am <b>Kẻng</b> of { $organisation }.

    I pass directives on to officers, remind them in time, and bring residents official safety news. Every message of mine says who issued it and has a code to check it by.

    Are you an officer? Open the invitation link that your unit sent you, and you are in the right unit.

    I keep only your Telegram name and number, to answer you; type /privacy to see or delete them.
help = 🔔 Hello { $name }!

    { $standings }

    Here you can:
help-standing = • <b>{ $role }</b> — { $unit }
help-command = /{ $command } — { $what }
choose-language = Which language would you like?
toast-language = From now on I speak English.

## Checking a message

ask-code = Send me the verification code at the end of the message, for example 7K3F-9QMX.
verify-no-code = ❓ This is no verification code. It has 8 letters and digits, for example 7K3F-9QMX, at the end of every official message.
verify-unknown = ⚠️ <b>There is no official message with the code { $code }.</b>
    Do not act on it and do not open its links. If in doubt, ask the unit that it names.
verify-official = ✅ <b>Official and in force.</b>
    { $name }
    { $title }
    Issued by: { $unit }, at { $time }
    Code: <code>{ $code }</code>
verify-corrected = ✏️ <b>Official, corrected at { $time }.</b>
    { $name }
    { $title }
    Issued by: { $unit }
    Code: <code>{ $code }</code>
verify-withdrawn = 🚫 <b>Official, but withdrawn at { $time }.</b> Do not act on it any more.
    { $name }
    { $title }
    Issued by: { $unit }
    Code: <code>{ $code }</code>
