# The picture of progress by unit, and the words below it.

chart-caption = 📊 <b>{ $name }</b>: { NUM($confirmed) }/{ NUM($asked) } confirmed.
    <i>Figures of { $time }</i>
chart-percent = { NUM($percent) }%
chart-receipts = { NUM($confirmed) } of { NUM($asked) } people confirmed, { NUM($unreachable) } unreachable
chart-work = Tasks: { NUM($done) } of { NUM($total) } done, { NUM($late) } overdue
chart-bars = Upper bar: people who confirmed. Lower bar: tasks.
chart-done = tasks done
chart-waiting = not confirmed, not done
chart-late = tasks overdue
chart-more = … and { $count ->
    [one] one more unit
   *[other] { NUM($count) } more units
} (see By unit)
chart-foot = Figures of { $time } · Code to check { $code }
chart-failed = The chart cannot be drawn now. Please look at the figures with By unit or Export to Excel.
button-ground-dark = Dark
button-ground-light = Light
