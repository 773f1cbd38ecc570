# The line beside each command in Telegram's menu: short, one line.

command-start = Begin
command-help = What I can do here
command-directive = New directive, or the list of directives
command-follow = Who received, confirmed and finished
command-tasks = My tasks, nearest deadline first
command-invite = Invitation links for a unit
command-handover = A deputy for a period
command-connect = Tie this group to a unit
command-verify = Is this message official and current?
command-language = Change the language
command-privacy = My data: see, take a copy, erase
command-cancel = Stop what we were doing
