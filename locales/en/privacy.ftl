# Privacy: what is kept, seeing it, a copy of it, erasing it.

person-erased = A person whose data were erased
unreachable-erased = data erased
refusal-last-admin = You are the only administrator who uses the bot, so this is not possible yet: nobody would look after the roster. Invite another administrator first, then try again.
