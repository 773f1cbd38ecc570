# What `keng doctor` tells an operator: how it is, and what to do.

doctor-languages = languages: { $languages }
doctor-time-zone = { $zone }, it is { $time } now
doctor-holidays = public holidays known until { $until }
doctor-holidays-end = the list of public holidays ends on { $until }. Use a newer version of Kẻng, or list the days in org.holidays
doctor-database = opens, and is up to date
doctor-database-new = { $file } is not there yet; keng serve or keng migrate makes it
doctor-database-folder = { $file } cannot be made: its folder is missing or cannot be written. Make the folder or change database.url
doctor-database-closed = cannot be used ({ $reason }). Check its address and access, then run keng migrate
doctor-files = can be written, read and removed
doctor-files-closed = cannot be used ({ $reason }). Change files.url or the folder's permissions
doctor-address = { $address } is free
doctor-address-taken = { $address } is in use by a program ({ $reason }). All is well if that is Kẻng itself
doctor-token-missing = there is no bot token. Take one from @BotFather and set telegram.token (or KENG_TELEGRAM__TOKEN, telegram.token_file)
doctor-token = Telegram knows the token of @{ $name }
doctor-token-unknown = Telegram does not know this token: it is wrong or was revoked. Take the right one from @BotFather
doctor-username = it is set to { $set }, but the bot is called { $name }: invitation links will be wrong. Change or remove telegram.username
doctor-api-closed = Telegram cannot be spoken to ({ $reason }). Check the network, telegram.api_url, telegram.proxy
doctor-clock = this machine's clock agrees with Telegram's
doctor-clock-wrong = this machine's clock is { NUM($seconds) } seconds away from Telegram's. Switch time synchronisation (NTP) on
doctor-clock-unknown = Telegram's time is not known, so it cannot be compared
doctor-polling = the bot asks for updates and needs no public address
doctor-polling-webhook = Telegram still has an old webhook; keng serve removes it
doctor-webhook = Telegram calls this address without errors
doctor-webhook-unset = Telegram does not call this address yet; keng serve sets it
doctor-webhook-fails = Telegram's calls fail ({ $reason }), { NUM($count) } updates wait. Check the https address and its certificate
doctor-groups = { NUM($good) }/{ NUM($all) } groups of units can be written to
doctor-group-gone = “{ $title }”: the bot is not in the group any more. Add it again, or untie the group
doctor-group-mute = “{ $title }”: the bot may not write. An administrator of the group must allow it
doctor-group-lacks = “{ $title }”: the bot may not yet { $rights }. An administrator of the group must turn that on in its permissions
doctor-group-unknown = “{ $title }”: Telegram did not answer ({ $reason }). Run it again later
doctor-group-no-admin = “{ $title }”: can be written to, but the bot cannot pin. Make it an administrator for that
doctor-settings = Settings in use (secrets hidden):
doctor-ill = { $count ->
    [one] { NUM($count) } thing must be mended: see the line with ✘.
   *[other] { NUM($count) } things must be mended: see the lines with ✘.
}
