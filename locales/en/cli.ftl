# What operators see on the command line, and the headings of exported files.

cli-migrated = The database is up to date.
cli-no-database = The database of database.url cannot be opened. Please check keng.toml and the folder you are in. ({ $reason })
cli-file-exists = { $file } is there already. Please choose another name.
cli-backed-up = Backed up to { $file }.
cli-audit-whole = The audit is whole: { $rows ->
    [one] one row
   *[other] { NUM($rows) } rows
}.
cli-audit-broken = The audit was tampered with: row { $row } does not follow from the one before it.
cli-person-unknown = There is no such person. Check the code, the telephone number or the Telegram number.
cli-erased = The data of person { $number } were erased. If the unit still has the name on its roster, take it out before the next import.
cli-units = { $count ->
    [one] one unit
   *[other] { NUM($count) } units
}
cli-people = { $count ->
    [one] one person
   *[other] { NUM($count) } people
}
cli-imported = Imported { $what }: { NUM($new) } new, { NUM($changed) } changed, { NUM($unchanged) } unchanged.
cli-would-import = A dry run: nothing was changed. The file has { $what }: { NUM($new) } new, { NUM($changed) } changed, { NUM($unchanged) } unchanged.
cli-people-stay = { $count ->
    [one] One person on the roster is not in the file and stays.
   *[other] { NUM($count) } people on the roster are not in the file and stay.
} If the file is the whole list, add --whole to make them leave.
cli-people-leave = { $count ->
    [one] One person is not in the file and leaves the roster.
   *[other] { NUM($count) } people are not in the file and leave the roster.
}
cli-list-new = New:
cli-list-changed = Changed:
cli-list-left = Left:
cli-list-not-named = Not in the file, staying:
cli-list-more = {"  "}… and { NUM($count) } more
cli-invited = { $role } – { $place }. Good for { $uses ->
    [one] one use
   *[other] { NUM($uses) } uses
} until { $until }.
cli-invited-all = { $count ->
    [one] One personal link was
   *[other] { NUM($count) } personal links were
} written to { $file }. Each is for one person only.
cli-invited-slips = { $count ->
    [one] The invitation slip of one person
   *[other] The invitation slips of { NUM($count) } people
} in { $units ->
    [one] one unit
   *[other] { NUM($units) } units
} are in { $file } ({ $pages ->
    [one] one A4 page
   *[other] { NUM($pages) } A4 pages
}). Each slip is for one person: hand it over in person.
cli-invited-nobody = There is nobody to invite: everybody on the roster there has joined, or the roster is empty (keng import people). No file was written.
cli-invited-poster = The sheet to print: { $file }.
cli-no-bot-name = The bot's name is not known. Please set telegram.username (or telegram.token, to ask Telegram).
cli-bot-name-unasked = Telegram could not be asked for the bot's name. Please set telegram.username. ({ $reason })
cli-directive-unknown = There is no directive with the code “{ $code }”.
cli-exported = { $rows ->
    [one] One row was
   *[other] { NUM($rows) } rows were
} written to { $file }.

## Headings

export-receipts = Receipts
export-tasks = Tasks
export-people = People
export-audit = Audit
export-invitations = Personal links
export-directive = Directive code
export-number = Number
export-title = Subject
export-unit-code = Unit code
export-unit = Unit name
export-name = Full name
export-person-code = Person code
export-phone = Phone
export-role = Role
export-no-role = None
export-office = Title
export-link = Link
export-state = State
export-unreachable = Why unreachable
export-asked-at = Asked at
export-sent-at = Sent at
export-confirmed-at = Confirmed at
export-confirmed-by = Confirmed by
export-note = Note
export-reminders = Reminders
export-task-no = Task number
export-task = Task
export-deadline = Deadline in the document
export-due-at = Due at
export-done-at = Done at
export-done-by = Done by
export-result = Result
export-joined-at = Joined at
export-row = Row
export-at = At
export-actor-id = Actor number
export-actor = Actor
export-on-behalf-of-id = For (number)
export-on-behalf-of = In place of
export-action = Action
export-subject = Subject
export-subject-id = Subject number
export-detail = Detail
export-hash = Hash
