# Units and people, imported from files on the command line or in the chat.

## Why nothing was imported

refusal-roster-empty = The file is empty: there is nothing to import.
refusal-roster-too-large = The file is too large (over 20 MiB or 200,000 rows). Please split it.
refusal-roster-old-or-encrypted = An old .xls or a file with a password cannot be read. Please save it as .xlsx without a password, or as UTF-8 .csv.
refusal-roster-not-a-table = The file is no .csv or .xlsx table, or it is damaged. Please save it again as .xlsx.
refusal-roster-encoding = The .csv file is not in Unicode, so Vietnamese letters are lost. Please save it as .xlsx or as “CSV UTF-8”.
refusal-roster-unknown = I cannot tell what this list is. The headings of a list of people need “name”, “unit” and “role”; those of a list of units need “code” and “name”.
refusal-roster-unread = The file stopped the reading program. Please copy the list into a new .xlsx file and send it again.
refusal-roster-not-allowed = Tables (.xlsx, .csv) are for importing lists, which only an administrator of the roster may do. If this is a directive, please send a .docx, .pdf or .txt file.
refusal-roster-gone = This file waits no longer: it was applied, cancelled, or is more than a day old. Please send it again if needed.

## What would change

help-roster = 📋 Send me an .xlsx or .csv file to bring the list of units or people up to date. I show what would change first.
roster-heading-units = 📋 <b>List of units</b> · { $file }
roster-heading-people = 📋 <b>List of people</b> · { $file }
roster-anew = 🔄 <b>The roster has changed since you sent the file</b>, perhaps by somebody else. This is what is true now.
roster-new = 🆕 New: <b>{ NUM($count) }</b>
roster-changed = ✏️ Changed: <b>{ NUM($count) }</b>
roster-left-people = 🚪 Left (not in the file): <b>{ NUM($count) }</b>
roster-left-units = ⏸ Not in the file, staying: <b>{ NUM($count) }</b>
roster-unchanged = ✔️ Unchanged: <b>{ NUM($count) }</b>
roster-names = {"    "}{ $names }
roster-losing-access = 🔒 { $count ->
    [one] One person who uses the bot loses access
   *[other] { NUM($count) } people who use the bot lose access
} at once.
roster-many-leave = ⚠️ <b>{ NUM($left) } of { NUM($held) } people would leave, more than a third of the roster.</b> If the file is only a part of it, press “Only add and change”.
roster-shuts-out = ⚠️ <b>You yourself would no longer administer the roster.</b>
roster-question = Nothing has changed yet. Look through it, then press Apply.
roster-sure = Apply all the same?
roster-page = Page { $page } of { $pages }
roster-send-again = Please correct the file and send it again.
roster-discarded = 🗑 The file was dropped. The roster is as it was.
roster-nothing-new-units = ✔️ Nothing new in the file: { $count } units as before.
roster-nothing-new-people = ✔️ Nothing new in the file: { $count } people as before.
roster-applied-units = ✅ <b>The list of units was applied:</b> { $new } new, { $changed } changed, { $unchanged } unchanged.
roster-applied-people = ✅ <b>The list of people was applied:</b> { $new } new, { $changed } changed, { $left } left, { $unchanged } unchanged.
toast-roster-applied = Applied.
toast-roster-differs = The roster has just changed, please look again.
button-roster-new = New
button-roster-changed = Changed
button-roster-left = Left
button-roster-apply = Apply
button-roster-part = Only add and change
button-roster-sure = Apply all the same

roster-change = { $name }: { $steps }
roster-step-renamed = was { $from }
roster-step-phone = new telephone number
roster-step-code = new code
roster-step-begins = joins { $unit } ({ $role })
roster-step-ends = leaves { $unit } ({ $role })
roster-step-titled = office { $title }
roster-step-kind = kind { $kind }
roster-step-moved = moves under { $unit }
roster-step-moved-top = belongs under no unit any more

## What is wrong in a file

roster-problem = Row { $row }, column “{ $column }”: { $value } – { $expected }
roster-value = “{ $value }”
roster-value-empty = (empty)
roster-refused = { $count ->
    [one] One cell needs a correction; nothing was imported:
   *[other] { NUM($count) } cells need a correction; nothing was imported:
}

roster-expected-column = this column is needed
roster-expected-column-once = this column is there twice, only one is allowed
roster-expected-filled = must not be empty
roster-expected-short = longer than 200 characters
roster-expected-role = must be admin, leader, clerk, cadre, duty or resident
roster-expected-phone = must be a telephone number, for example 0905 123 456
roster-expected-unique = the same as in row { $row }
roster-expected-unit = must be the code of a unit in the file or imported before
roster-expected-not-below-itself = a unit cannot be below itself
roster-expected-in-scope = this unit is out of your reach
roster-expected-person-in-scope = this person belongs to a unit out of your reach
roster-expected-letters = “?” stands where Vietnamese letters were lost. Please save it as .xlsx or as “CSV UTF-8”

roster-problems-caption = 📎 { $count ->
    [one] The one cell
   *[other] All { NUM($count) } cells
} to correct, to go through with the file.
roster-problems-file = To correct
roster-column-row = Row
roster-column-column = Column
roster-column-value = Says
roster-column-expected = Expected

## Those who are here are told

standings-now = 📋 <b>The roster was brought up to date.</b> From now on you are:

    { $standings }
standings-none = 📋 By the new roster you hold no role at { $organisation } any more. If that is a mistake, please tell your unit.
