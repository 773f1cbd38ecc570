# The first screens, language, checking a message, groups.

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

## Groups

group-unconnected = 👋 I am Kẻng. This group is not tied to a unit yet.
    An administrator of the group types /connect and the unit's code, for example: /connect 20194
group-connected-cadre = 🔗 The <b>officers'</b> group of <b>{ $unit }</b>. The unit's directives arrive here, and everybody confirms with one tap.
group-connected-resident = 🔗 The <b>residents'</b> group of <b>{ $unit }</b>. Official safety news arrives here.
group-question = For whom is this group of <b>{ $unit }</b>?
    Officers' and residents' messages are never mixed.
button-group-cadre = Officers' group
button-group-resident = Residents' group
refusal-not-administrator = Only an administrator of the group can tie it to a unit. If you are anonymous, turn that off and try again.
refusal-connect-code = The unit's code is missing, for example: /connect 20194
refusal-connect-in-group = This command is for groups: add me to the group and type /connect with the unit's code there.
refusal-in-private = Please do this in our private chat.
