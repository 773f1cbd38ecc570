# The pages that residents and cadres open in a browser.

## Checking a message: /verify

web-verify-title = Is this message official?
web-verify-intro = Every official message has a check code at its end. Enter it here to see who issued the message and whether it still holds.
web-verify-label = Check code
web-verify-button = Check
web-verify-warning = This page asks for no name, no phone number and no password. Whoever asks for these to “check a message” is a fraud.
web-verify-official = Official, and in force.
web-verify-corrected = Official, corrected at { $time }.
web-verify-withdrawn = Official, but withdrawn at { $time }. Do not act on it any more.
web-verify-no-code = This is no check code. A code has 8 letters and digits, for example 7K3F-9QMX.
web-verify-unknown = No official message has this code.
web-verify-unknown-advice = Do not act on that message and do not open its links. If in doubt, ask the office that it names.
web-verify-busy = Too many checks from this place. Please try again in a minute.
web-verify-failed = The code cannot be looked up right now. Please try again in a few minutes.
web-verify-kind = Kind
web-verify-number = Number
web-verify-about = About
web-verify-unit = Issued by
web-verify-published = Issued at
web-verify-code = Check code
