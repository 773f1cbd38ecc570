# Who is who: joining, invitations, groups, rosters from files.

## Why something was not done

refusal-not-allowed = You are not allowed to do this for that unit.
refusal-invitation-unknown = There is no such invitation. Please check the link, or ask for it again.
refusal-invitation-used-up = This invitation has been used up. Please ask for a new link.
refusal-invitation-expired = This invitation has expired. Please ask for a new link.
refusal-invitation-revoked = This invitation was taken back. If you need one, please ask for a new link.
refusal-invitation-other-person = This link is for somebody else. Please use your own; if you have none, ask your unit's clerk.
refusal-invitation-needs-unit = This invitation needs a unit.
refusal-invitation-uses = The number of uses must be from 1 to { $most }.
refusal-invitation-ends-in-past = An invitation must end in the future.
refusal-already-member = You are in { $unit } in this role already; there is nothing to do.
refusal-already-joined = You have joined already; there is nothing to do.
refusal-unit-unknown = There is no unit with the code “{ $code }”.

## Why somebody cannot be reached

unreachable-not_joined = not connected yet
unreachable-blocked = has blocked the bot
unreachable-deactivated = the account is gone
unreachable-not_started = has not pressed Start
unreachable-removed = the bot was removed from the group
unreachable-not_found = the chat was not found
unreachable-no_rights = the bot may not write there
