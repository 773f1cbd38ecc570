# Groups: tied to units, the bot's rights, topics, language.

## A group's card

group-unconnected = 👋 I am Kẻng. This group is not tied to a unit yet.
    An administrator of the group types /connect and the unit's code, for example: /connect 20194
group-connected-cadre = 🔗 The <b>officers'</b> group of <b>{ $unit }</b>. The unit's directives arrive here, and everybody confirms with one tap.
group-connected-resident = 🔗 The <b>residents'</b> group of <b>{ $unit }</b>. Official safety news arrives here.
group-topic = 🧵 Everything goes to the topic that was chosen when the group was tied.
group-topic-lost = ⚠️ The topic that was chosen is closed or gone, so I write to the general one. To change that, an administrator types /connect in the topic wanted.
group-lacks = ⚠️ Here I am not yet allowed to: <b>{ $rights }</b>.
    An administrator opens the group's info → Edit → Permissions and turns these on, or makes me an administrator. Then tap “Check again”.
right-messages = send messages
right-documents = send files
right-photos = send photos
right-polls = send polls
button-check-again = Check again
button-untie = Untie

## Tying a group to a unit

group-question = For whom is this group of <b>{ $unit }</b>?
    Officers' and residents' messages are never mixed.
group-choose-unit = To which unit does <b>{ $name }</b> want to tie this group?
button-group-unit = Choose a unit
button-group-cadre = Officers' group
button-group-resident = Residents' group
toast-group-cadre = This is the officers' group of { $unit } from now on.
toast-group-resident = This is the residents' group of { $unit } from now on.
toast-group-untied = Untied. The unit's messages do not come here any more.

## Rights, language

toast-group-good = ✅ I can send messages, files, photos and polls here.
toast-group-lacks = ⚠️ I still lack rights, see the card.
toast-group-unreachable = ⚠️ I still cannot write to the group.
toast-group-unknown = Telegram did not answer. Please try again in a few minutes.
toast-group-language = I speak English in this group from now on.

## A group that cannot be reached

group-lost = ⚠️ <b>The group “{ $title }” cannot be reached</b>: { $reason }.
group-lost-of-unit = It is a group of { $unit }. What is for it is kept and sent when I am back.
group-lost-removed = Please add me to the group again. If it is not used any more, there is nothing to do.
group-lost-rights = An administrator opens the group's info → Edit → Permissions and turns on “Send messages”, or makes me an administrator. Then tap “Check again”.
group-found = ✅ The group “{ $title }” gets messages again. What was kept has been sent.
card-taken-back = 🚫 This message was taken back.

## Why it was not done

refusal-anonymous = You write anonymously, so I do not know who you are. Turn that off (or write under your own name) and send the command again.
refusal-not-administrator = Only an administrator of the group can do this. Please ask one.
refusal-connect-stranger = I do not know who you are in the system yet. Open your unit's invitation link and try again.
refusal-connect-nowhere = You are not in charge of any unit, so you cannot tie a group. Ask a unit's leader or clerk.
refusal-connect-unknown = No unit has the code “{ $code }”. Type /connect without a code to choose from the list.
refusal-connect-not-yours = You are not in charge of { $unit }, so you cannot tie a group to it. Ask a leader or clerk there.
refusal-group-of-another-unit = This group is tied to { $unit }. Whoever is in charge there has to untie it first.
refusal-group-not-connected = This group is not tied to any unit.
refusal-connect-in-group = This command is for groups: add me to the group and type /connect with the unit's code there.
refusal-in-private = Please do this in our private chat.
